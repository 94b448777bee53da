/** Seconds after which a load balancer surely sends no new request to a pod that is being deleted. */
const untilDeregistered = 15;

/** The longest deregistration delay of a target group, in seconds. */
const longestDelay = 3600;

/**
 * What keeps a rolling update from dropping requests where a load balancer sends them to the pods themselves, with no
 * ingress controller between.
 */
export const loadBalancerTarget = {
  untilDeregistered,

  /**
   * Annotations of the Ingress. By default an ALB checks `/` for health and expects status 200, and gives requests in
   * flight five minutes, even if the pod is killed earlier.
   *
   * @param healthPath HTTP path on which the pod says that it is ready; `undefined` for an app that has none
   * @param finishing seconds between `untilDeregistered` and the kill
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
   */
  annotations: (healthPath: string | undefined, finishing: number): Readonly<Record<string, string>> => ({
    ...(healthPath === undefined ? {} : { 'alb.ingress.kubernetes.io/healthcheck-path': healthPath }),
    'alb.ingress.kubernetes.io/target-group-attributes': `deregistration_delay.timeout_seconds=${Math.min(finishing, longestDelay)}`,
  }),
} as const;
