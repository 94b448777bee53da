/**
 * Shutdown of a controller pod without dropped requests, in seconds from the stop signal.
 *
 * The load balancer controller deregisters the pod. The load balancer then sends it no new request, and waits
 * `deregistration` for requests in flight. Meanwhile nginx must continue to serve: `beforeShutdown` covers the
 * deregistration and the time until it begins. Then nginx ends its connections within `workers`. `termination`, after
 * which the kubelet kills the pod, covers all of this.
 *
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html,
 * https://kubernetes.github.io/ingress-nginx/user-guide/cli-arguments/ (`--shutdown-grace-period`),
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/ (`worker-shutdown-timeout`)
 */
export const draining = {
  /** Equal to nginx's read timeout for apps: no request in flight takes longer. */
  deregistration: 60,
  beforeShutdown: 90,
  workers: 150,
  termination: 300,
} as const;
