import { loadBalancerTarget, type AddonContext, type HelmValues } from '@espalier/model';

/** The grace period of a pod that sets none, in seconds. */
const gracePeriod = 30;

/**
 * Chart values for an Ingress with the chart's pods as load balancer targets: the container's lifecycle, and the
 * Ingress' annotations. `undefined` with an ingress controller.
 *
 * @param healthPath HTTP path that returns 200 without a log-in when the pod is ready
 */
export function drainedTarget(
  context: AddonContext,
  healthPath: string,
): { readonly lifecycle: HelmValues; readonly annotations: HelmValues } | undefined {
  if (!context.ingressByLoadBalancer) return undefined;
  const finishing = gracePeriod - loadBalancerTarget.untilDeregistered;
  return {
    lifecycle: { preStop: { sleep: { seconds: loadBalancerTarget.untilDeregistered } } },
    annotations: loadBalancerTarget.annotations(healthPath, finishing),
  };
}
