import { loadBalancerTarget, type AddonContext, type HelmValues } from '@espalier/model';

/** The grace period of a pod that sets none, in seconds. */
const gracePeriod = 30;

/**
 * Values of a chart whose Ingress a load balancer may serve with the chart's pods as its targets: the container's
 * lifecycle, and the Ingress' annotations; `undefined` where an ingress controller is between.
 *
 * @param healthPath HTTP path that answers 200 once the pod is ready, without a log-in
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
