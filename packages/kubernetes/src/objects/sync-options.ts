import { keptObject, needsServerSideApply, withSyncOptions as annotated, type KubernetesObject } from '@espalier/model';
import { apiGroup, isBuiltIn } from './api-group.ts';

/** Kinds whose deletion loses data that is not in Git. They are only deleted by hand. */
const neverDeleted: ReadonlySet<string> = new Set(['Namespace', 'CustomResourceDefinition', 'PersistentVolumeClaim']);

/**
 * Adds the Argo CD options for the object's kind to the options that it has:
 * - Namespaces, CRDs and PersistentVolumeClaims are kept when their file is removed;
 * - if the CRD comes from another application, the dry run is skipped until the CRD exists, so that the sync is retried
 * and not refused. For groups in `ownGroups`, from the same application, Argo CD skips it automatically;
 * - an object that is too large for the annotation of a client-side apply is applied server-side.
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
