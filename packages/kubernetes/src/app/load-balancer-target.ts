import type { ResolvedApp } from '@espalier/model';
import { add, type Patch } from '../objects/patch.ts';
import type { ClusterFacts } from './cluster-facts.ts';

/** Seconds after which the load balancer surely sends no new request to a pod that is being deleted. */
const untilDeregistered = 15;

/** The longest deregistration delay of a target group, in seconds. */
const longestDelay = 3600;

/** Whether the app's pods are targets of the load balancer itself, with no ingress controller between. */
export function isTarget(app: ResolvedApp, { ingressByLoadBalancer }: ClusterFacts): boolean {
  return ingressByLoadBalancer && app.ingress !== undefined;
}

/** Seconds from the deletion of a pod until it is killed: what its app asks for, after the time in which it still serves. */
export function terminationSeconds(app: ResolvedApp, facts: ClusterFacts): number {
  return app.terminationGracePeriodSeconds + (isTarget(app, facts) ? untilDeregistered : 0);
}

/**
 * Lets the main container of the pod at `path` serve on until the load balancer knows that it is going. A pod is asked
 * to stop at the moment it is deleted, and the load balancer hears of that some seconds later.
 *
 * Needs Kubernetes 1.30; EKS runs no older one.
 * https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
 */
export function servesUntilDeregistered(app: ResolvedApp, facts: ClusterFacts, path: string): readonly Patch[] {
  if (!isTarget(app, facts)) return [];
  return [add(`${path}/spec/containers/0/lifecycle`, { preStop: { sleep: { seconds: untilDeregistered } } })];
}

/**
 * Annotations of an Ingress whose targets are the app's pods: an ALB asks pods for `/` unless it is told where they say
 * that they are ready, and gives requests in flight five minutes, whether their pod lives as long or not.
 *
 * Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
export function targetAnnotations(app: ResolvedApp, facts: ClusterFacts): Record<string, string> {
  if (!isTarget(app, facts)) return {};
  const ready = app.containers[0].probes.ready?.check;
  const delay = Math.min(app.terminationGracePeriodSeconds, longestDelay);
  return {
    ...(ready?.kind === 'http' ? { 'alb.ingress.kubernetes.io/healthcheck-path': ready.path } : {}),
    'alb.ingress.kubernetes.io/target-group-attributes': `deregistration_delay.timeout_seconds=${delay}`,
  };
}
