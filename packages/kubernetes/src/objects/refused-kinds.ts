import type { GroupKind } from '@espalier/model';

/**
 * Kinds that the AppProject of an app namespace refuses, though they are namespaced: they set the bounds in which apps of
 * the namespace run, or grant permissions. The application `namespaces` and addons own them.
 */
export const refusedKinds: readonly GroupKind[] = [
  { group: '', kind: 'LimitRange' },
  { group: '', kind: 'ResourceQuota' },
  // An Application of another AppProject would do what its own may not.
  { group: 'argoproj.io', kind: 'AppProject' },
  { group: 'argoproj.io', kind: 'Application' },
  { group: 'argoproj.io', kind: 'ApplicationSet' },
  // The VPC CNI's agent acts on these, which it makes from NetworkPolicies itself.
  { group: 'networking.k8s.aws', kind: 'ApplicationNetworkPolicy' },
  { group: 'networking.k8s.aws', kind: 'PolicyEndpoint' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  // Argo CD may do anything, so it would grant anything.
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
];
