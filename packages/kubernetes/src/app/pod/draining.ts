import { loadBalancerTarget, type ResolvedApp, type ResolvedContainer } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { Plain } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';

/** Seconds after which nodes and ingress controllers certainly send no new request to a deleted pod. */
const untilUnlisted = 5;

/**
 * Seconds for which a pod continues to serve after its deletion. Kubernetes stops a pod and removes it from its
 * Services at the same time, so that senders still send new requests for a while.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
function drainSeconds(app: ResolvedApp, facts: ClusterFacts): number {
  if (isTarget(app, facts)) return loadBalancerTarget.untilDeregistered;
  const isBehindService = app.replicas !== undefined && app.containers.some(({ ports }) => ports.length > 0);
  return isBehindService ? untilUnlisted : 0;
}

/** Whether the load balancer sends requests directly to the app's pods, without an ingress controller. */
function isTarget(app: ResolvedApp, { ingressByLoadBalancer }: ClusterFacts): boolean {
  return ingressByLoadBalancer && app.ingress !== undefined;
}

/**
 * Seconds from the deletion of a pod until it is killed: the time in which it still serves, plus the app's grace
 * period.
 */
export function terminationSeconds(app: ResolvedApp, facts: ClusterFacts): number {
  return app.terminationGracePeriodSeconds + drainSeconds(app, facts);
}

/**
 * Keeps a container with a port running until no new request arrives.
 *
 * Needs Kubernetes 1.30; EKS supports no older one.
 * https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#container-hooks
 */
export function lifecycleOf(
  app: ResolvedApp,
  { ports }: ResolvedContainer,
  facts: ClusterFacts,
): Plain<k8s.Lifecycle> | undefined {
  const seconds = drainSeconds(app, facts);
  return seconds === 0 || ports.length === 0 ? undefined : { preStop: { sleep: { seconds } } };
}

/** Annotations of an Ingress with the app's pods as targets; `undefined` for other targets. */
export function targetAnnotations(app: ResolvedApp, facts: ClusterFacts): Readonly<Record<string, string>> | undefined {
  if (!isTarget(app, facts)) return undefined;
  const ready = app.containers[0].probes.ready?.check;
  const healthPath = ready?.kind === 'http' ? ready.path : undefined;
  return loadBalancerTarget.annotations(healthPath, app.terminationGracePeriodSeconds);
}
