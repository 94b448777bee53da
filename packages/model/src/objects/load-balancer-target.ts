/** Seconds after which a load balancer certainly sends no new request to a pod that is being deleted. */
const untilDeregistered = 15;

/** The longest deregistration delay of a target group, in seconds. */
const longestDelay = 3600;

/**
 * Settings that prevent dropped requests during a rolling update when a load balancer sends requests directly to the
 * pods.
 */
export const loadBalancerTarget = {
  untilDeregistered,

  /**
   * Annotations of the Ingress. By default an ALB checks the health of `/` and expects status 200. It gives requests in
   * flight five minutes, even if the pod is killed earlier.
   *
   * @param healthPath HTTP path of the readiness probe; `undefined` if the app has none
   * @param finishing seconds between `untilDeregistered` and the kill
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
   */
  annotations: (healthPath: string | undefined, finishing: number): Readonly<Record<string, string>> => ({
    ...(healthPath === undefined ? {} : { 'alb.ingress.kubernetes.io/healthcheck-path': healthPath }),
    'alb.ingress.kubernetes.io/target-group-attributes': `deregistration_delay.timeout_seconds=${Math.min(finishing, longestDelay)}`,
  }),
} as const;
