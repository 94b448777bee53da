import type { GroupKind } from '@espalier/model';

/**
 * Namespaced kinds that the AppProject of an app namespace refuses: they set the limits of the namespace or grant
 * permissions. The application `namespaces` and addons own them.
 */
export const refusedKinds: readonly GroupKind[] = [
  { group: '', kind: 'LimitRange' },
  { group: '', kind: 'ResourceQuota' },
  // An Application in another AppProject could do what this one may not.
  { group: 'argoproj.io', kind: 'AppProject' },
  { group: 'argoproj.io', kind: 'Application' },
  { group: 'argoproj.io', kind: 'ApplicationSet' },
  // The VPC CNI's agent derives these from NetworkPolicies and enforces them.
  { group: 'networking.k8s.aws', kind: 'ApplicationNetworkPolicy' },
  { group: 'networking.k8s.aws', kind: 'PolicyEndpoint' },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
  // Argo CD has all permissions, so it could grant any.
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
];
