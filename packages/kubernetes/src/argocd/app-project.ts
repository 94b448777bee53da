import type { GroupKind, KubernetesObject, ResolvedPlatform } from '@espalier/model';
import { platformLabels } from '../objects/index.ts';
import { argocdNamespace, inCluster } from './in-cluster.ts';

/** What an AppProject allows. Everything that is not listed is denied. */
export interface AppProjectOptions {
  readonly name: string;
  readonly description: string;
  readonly sourceRepos: readonly string[];
  readonly namespaces: readonly string[];
  /** Kinds without a namespace. */
  readonly clusterKinds: readonly GroupKind[];
  /** Allowed namespaced kinds. @default all */
  readonly namespacedKinds?: { readonly only: readonly GroupKind[] } | { readonly except: readonly GroupKind[] };
  /** Sync wave among the root's children; none for the root's own project. */
  readonly wave?: number;
}

/** An Argo CD AppProject. https://argo-cd.readthedocs.io/en/stable/operator-manual/project-specification/ */
export function appProject(platform: ResolvedPlatform, options: AppProjectOptions): KubernetesObject {
  const { name, description, sourceRepos, namespaces, clusterKinds, namespacedKinds, wave } = options;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: {
      name,
      namespace: argocdNamespace,
      labels: platformLabels(platform.name),
      ...(wave === undefined ? {} : { annotations: { 'argocd.argoproj.io/sync-wave': String(wave) } }),
    },
    spec: {
      description,
      sourceRepos,
      destinations: namespaces.map((namespace) => ({ server: inCluster, namespace })),
      clusterResourceWhitelist: clusterKinds,
      ...(namespacedKinds === undefined
        ? {}
        : 'only' in namespacedKinds
          ? { namespaceResourceWhitelist: namespacedKinds.only }
          : { namespaceResourceBlacklist: namespacedKinds.except }),
    },
  };
}
