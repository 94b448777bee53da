import type { PodPaths, ResolvedPath } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { Plain, TypedObject } from '../objects/index.ts';

type NetworkPolicy = TypedObject<k8s.KubeNetworkPolicyProps>;

const bothDirections = ['Ingress', 'Egress'];

/** Denies every path into and out of the namespace's pods that no other policy allows. */
export function defaultDeny(namespace: string, labels: Readonly<Record<string, string>>): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'default-deny', namespace, labels },
    spec: { podSelector: {}, policyTypes: bothDirections },
  };
}

/**
 * Allows the paths of the pods with one set of labels: one rule for each path, and one line in the annotation
 * `espalier.dev/because`, in the same order.
 */
export function networkPolicy(
  namespace: string,
  { name, selector, ingress, egress }: PodPaths,
  labels: Readonly<Record<string, string>>,
): NetworkPolicy {
  const reasons = [
    ...ingress.map(({ because }) => `in: ${because}`),
    ...egress.map(({ because }) => `out: ${because}`),
  ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      namespace,
      labels,
      ...(reasons.length === 0 ? {} : { annotations: { 'espalier.dev/because': reasons.join('\n') } }),
    },
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: bothDirections,
      ...(ingress.length === 0 ? {} : { ingress: ingress.map((path) => ({ from: peers(path), ports: ports(path) })) }),
      ...(egress.length === 0 ? {} : { egress: egress.map((path) => ({ to: peers(path), ports: ports(path) })) }),
    },
  };
}

/** Both selectors are in one peer, so that both must match. In two peers, one match would be enough. */
function peers(path: ResolvedPath): readonly Plain<k8s.NetworkPolicyPeer>[] {
  switch (path.class) {
    case 'pods':
      return [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': path.namespace } },
          podSelector: { matchLabels: path.selector },
        },
      ];
    case 'control-plane':
    case 'load-balancer':
    case 'vpc':
      return notEmpty(path, path.blocks).map((cidr) => ({ ipBlock: { cidr } }));
    case 'public':
      return [{ ipBlock: { cidr: '0.0.0.0/0', ...(path.except.length === 0 ? {} : { except: path.except }) } }];
  }
}

function ports(path: ResolvedPath): readonly Plain<k8s.NetworkPolicyPort>[] {
  return notEmpty(path, path.ports).map(({ port, protocol }) => ({ port, protocol }));
}

/** In Kubernetes, a rule with an empty list allows everything. */
function notEmpty<T>(path: ResolvedPath, list: readonly T[]): readonly T[] {
  if (list.length === 0)
    throw new Error(`A ${path.class} path (${path.because}) would allow everything: its list of peers is empty.`);
  return list;
}
