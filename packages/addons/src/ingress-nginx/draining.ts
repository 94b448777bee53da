/**
 * How a controller pod leaves the load balancer without dropping a request, in seconds from when it is asked to stop.
 *
 * The load balancer controller deregisters the pod; the load balancer sends it no new request from then on and gives
 * those in flight `deregistration`. Meanwhile nginx has to serve as before: `beforeShutdown` covers the deregistration
 * and the time until it begins. Then nginx ends its connections within `workers`, and `termination`, after which the
 * kubelet kills the pod, holds all of it.
 *
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html,
 * https://kubernetes.github.io/ingress-nginx/user-guide/cli-arguments/ (`--shutdown-grace-period`),
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/ (`worker-shutdown-timeout`)
 */
export const draining = {
  /** As long as nginx waits for an answer of an app: no request in flight takes longer. */
  deregistration: 60,
  beforeShutdown: 90,
  workers: 150,
  termination: 300,
} as const;
