import { keptObject, needsServerSideApply, withSyncOptions as annotated, type KubernetesObject } from '@espalier/model';
import { apiGroup, isBuiltIn } from './api-group.ts';

/** Kinds whose deletion loses data that Git does not hold. Removing one is a decision, taken by hand. */
const neverDeleted: ReadonlySet<string> = new Set(['Namespace', 'CustomResourceDefinition', 'PersistentVolumeClaim']);

/**
 * Adds the Argo CD options that the object's kind asks for to those it has:
 * - nothing is lost by a file that goes away: Namespaces, CRDs and PersistentVolumeClaims are kept;
 * - where the CRD comes from another application, the dry run is skipped until it is there, so that the sync is retried
 *   instead of refused. Groups in `ownGroups` come with the same application, where Argo CD skips it by itself;
 * - what is too large for the annotation of a client-side apply is applied by the server.
 */
export function withSyncOptions(object: KubernetesObject, ownGroups: readonly string[] = []): KubernetesObject {
  const group = apiGroup(object.apiVersion);
  const given = object.metadata.annotations ?? {};
  const options = [
    ...(needsServerSideApply(object) ? ['ServerSideApply=true'] : []),
    ...(isBuiltIn(group) || ownGroups.includes(group) ? [] : ['SkipDryRunOnMissingResource=true']),
  ];
  const annotations = annotated(neverDeleted.has(object.kind) ? keptObject(given) : given, options);
  return annotations === given ? object : { ...object, metadata: { ...object.metadata, annotations } };
}
