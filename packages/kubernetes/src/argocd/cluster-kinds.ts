import type { GroupKind, ResolvedAddon } from '@espalier/model';
import { apiGroup, isClusterScoped } from '../objects/index.ts';

/** Cluster-scoped kinds that the platform's applications and the charts of addons create. */
const kindsOfCharts: readonly GroupKind[] = [
  // `namespaces` owns them all.
  { group: '', kind: 'Namespace' },
  // Webhooks of cert-manager, External Secrets, ingress-nginx, the load balancer controller.
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
  // CRDs of every operator.
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  // metrics-server serves metrics.k8s.io.
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  // The load balancer controller's class has parameters.
  { group: 'elbv2.k8s.aws', kind: 'IngressClassParams' },
  // Ingress controllers install their class.
  { group: 'networking.k8s.io', kind: 'IngressClass' },
  // Controllers read objects of all namespaces.
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
  // Node agents have priority over the workloads that they serve.
  { group: 'scheduling.k8s.io', kind: 'PriorityClass' },
  // gp3 is the default class.
  { group: 'storage.k8s.io', kind: 'StorageClass' },
];

/**
 * Cluster-scoped kinds that the AppProject `platform` may create: those common to charts, those of the addons' charts, and
 * those of companion objects.
 */
export function clusterKinds(addons: readonly ResolvedAddon[]): readonly GroupKind[] {
  const ofObjects = addons
    .flatMap(({ objects }) => objects)
    .filter((object) => isClusterScoped(object))
    .map(({ apiVersion, kind }) => ({ group: apiGroup(apiVersion), kind }));
  const declared = addons.flatMap((addon) => addon.clusterKinds);
  const byName = new Map(
    [...kindsOfCharts, ...declared, ...ofObjects].map((kind) => [`${kind.group}/${kind.kind}`, kind]),
  );
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}
