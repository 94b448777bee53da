import { loadBalancerTarget, type ResolvedApp, type ResolvedContainer } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { Plain } from '../../objects/index.ts';
import type { ClusterFacts } from '../context/index.ts';

/** Seconds within which nodes and ingress controllers surely know that a Service no longer leads to a pod. */
const untilUnlisted = 5;

/**
 * Seconds for which a pod that is being deleted serves as before, since it still gets new requests: Kubernetes asks a
 * pod to stop at the moment it takes it out of its Services, and what sends requests learns of that later.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
function drainSeconds(app: ResolvedApp, facts: ClusterFacts): number {
  if (isTarget(app, facts)) return loadBalancerTarget.untilDeregistered;
  const isBehindService = app.replicas !== undefined && app.containers.some(({ ports }) => ports.length > 0);
  return isBehindService ? untilUnlisted : 0;
}

/** Whether the app's pods are targets of the load balancer itself, with no ingress controller between. */
function isTarget(app: ResolvedApp, { ingressByLoadBalancer }: ClusterFacts): boolean {
  return ingressByLoadBalancer && app.ingress !== undefined;
}

/** Seconds from the deletion of a pod until it is killed: what its app asks for, after the time in which it still serves. */
export function terminationSeconds(app: ResolvedApp, facts: ClusterFacts): number {
  return app.terminationGracePeriodSeconds + drainSeconds(app, facts);
}

/**
 * Lets a container that serves a port go on until no new request comes.
 *
 * Needs Kubernetes 1.30; EKS runs no older one.
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

/** Annotations of an Ingress whose targets are the app's pods; `undefined` where its targets are others. */
export function targetAnnotations(app: ResolvedApp, facts: ClusterFacts): Readonly<Record<string, string>> | undefined {
  if (!isTarget(app, facts)) return undefined;
  const ready = app.containers[0].probes.ready?.check;
  const healthPath = ready?.kind === 'http' ? ready.path : undefined;
  return loadBalancerTarget.annotations(healthPath, app.terminationGracePeriodSeconds);
}
