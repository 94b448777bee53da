import { loadBalancerTarget, type ResolvedApp } from '@espalier/model';
import { add, type Patch } from '../objects/patch.ts';
import type { ClusterFacts } from './cluster-facts.ts';

/** Whether the app's pods are targets of the load balancer itself, with no ingress controller between. */
export function isTarget(app: ResolvedApp, { ingressByLoadBalancer }: ClusterFacts): boolean {
  return ingressByLoadBalancer && app.ingress !== undefined;
}

/** Seconds from the deletion of a pod until it is killed: what its app asks for, after the time in which it still serves. */
export function terminationSeconds(app: ResolvedApp, facts: ClusterFacts): number {
  return app.terminationGracePeriodSeconds + (isTarget(app, facts) ? loadBalancerTarget.untilDeregistered : 0);
}

/** Lets the main container of the pod at `path` serve on until the load balancer knows that the pod is being deleted. */
export function servesUntilDeregistered(app: ResolvedApp, facts: ClusterFacts, path: string): readonly Patch[] {
  if (!isTarget(app, facts)) return [];
  return [add(`${path}/spec/containers/0/lifecycle`, loadBalancerTarget.lifecycle)];
}

/** Annotations of an Ingress whose targets are the app's pods. */
export function targetAnnotations(app: ResolvedApp, facts: ClusterFacts): Readonly<Record<string, string>> {
  if (!isTarget(app, facts)) return {};
  const ready = app.containers[0].probes.ready?.check;
  const healthPath = ready?.kind === 'http' ? ready.path : undefined;
  return loadBalancerTarget.annotations(healthPath, app.terminationGracePeriodSeconds);
}
