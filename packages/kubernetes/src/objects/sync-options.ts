import { needsServerSideApply, type KubernetesObject } from '@espalier/model';
import { apiGroup, isBuiltIn } from './api-group.ts';

const annotation = 'argocd.argoproj.io/sync-options';

/** Kinds whose deletion loses data that Git does not hold. Removing one is a decision, taken by hand. */
const neverDeleted: ReadonlySet<string> = new Set(['Namespace', 'CustomResourceDefinition', 'PersistentVolumeClaim']);

/**
 * Adds the Argo CD sync options that the object's kind asks for to those it has:
 * - nothing is lost by a file that goes away: Namespaces, CRDs and PersistentVolumeClaims are neither pruned nor deleted;
 * - where the CRD comes from another application, the dry run is skipped until it is there, so that the sync is retried
 *   instead of refused. Groups in `ownGroups` come with the same application, where Argo CD skips it by itself;
 * - what is too large for the annotation of a client-side apply is applied by the server.
 */
export function withSyncOptions(object: KubernetesObject, ownGroups: readonly string[] = []): KubernetesObject {
  const group = apiGroup(object.apiVersion);
  const wanted = [
    ...(neverDeleted.has(object.kind) ? ['Prune=false', 'Delete=false'] : []),
    ...(needsServerSideApply(object) ? ['ServerSideApply=true'] : []),
    ...(isBuiltIn(group) || ownGroups.includes(group) ? [] : ['SkipDryRunOnMissingResource=true']),
  ];
  const given = object.metadata.annotations?.[annotation]?.split(',') ?? [];
  const names = new Set(given.map((option) => option.split('=')[0]));
  const added = wanted.filter((option) => !names.has(option.split('=')[0]));
  if (added.length === 0) return object;
  const annotations = { ...object.metadata.annotations, [annotation]: [...given, ...added].join(',') };
  return { ...object, metadata: { ...object.metadata, annotations } };
}
