import type { KubernetesObject, ResolvedPlatform } from '@espalier/model';
import { platformLabels } from '../objects/index.ts';
import { argocdNamespace, inCluster } from './in-cluster.ts';
import { syncPolicy } from './sync-policy.ts';

/** The fields that differ between Applications. */
export interface ApplicationOptions {
  readonly name: string;
  readonly project: string;
  /** Namespace of objects that do not set one; the AppProject must allow it. */
  readonly namespace: string;
  /** Sync wave among the root's children; none for the root. */
  readonly wave?: number;
  /** A directory of the repository, or a list of sources. */
  readonly source: { readonly source: object } | { readonly sources: readonly object[] };
  /** Argo CD renders the application again when one of these paths changes. */
  readonly generatePaths: string;
  /** Whether deleting the Application deletes its objects. */
  readonly cascades: boolean;
  readonly syncOptions?: readonly string[];
  readonly ignoreDifferences?: readonly object[];
}

/**
 * Makes Argo CD delete an Application's objects, and wait for them, before the Application itself. Argo CD also accepts
 * the form without a path, but the API server warns about finalizers without one.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/#about-the-deletion-finalizer
 */
const cascade = 'resources-finalizer.argocd.argoproj.io/foreground';

/** An Argo CD Application. https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ */
export function application(platform: ResolvedPlatform, options: ApplicationOptions): KubernetesObject {
  const { name, project, namespace, wave, source, generatePaths, cascades, ignoreDifferences = [] } = options;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name,
      namespace: argocdNamespace,
      labels: platformLabels(platform.name),
      annotations: {
        'argocd.argoproj.io/manifest-generate-paths': generatePaths,
        ...(wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
      },
      ...(cascades ? { finalizers: [cascade] } : {}),
    },
    spec: {
      project,
      ...source,
      destination: { server: inCluster, namespace },
      ...(ignoreDifferences.length === 0 ? {} : { ignoreDifferences }),
      syncPolicy: syncPolicy([
        ...(options.syncOptions ?? []),
        ...(ignoreDifferences.length === 0 ? [] : ['RespectIgnoreDifferences=true']),
      ]),
      revisionHistoryLimit: 5,
    },
  };
}

/** A directory of the cluster's tree as a source. Flat: by default Argo CD does not read subdirectories. */
export function directorySource(platform: ResolvedPlatform, cluster: string, directory: string): object {
  const { repository, revision } = platform;
  return { repoURL: repository, targetRevision: revision, path: `clusters/${cluster}/${directory}` };
}
