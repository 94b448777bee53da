import { keptObject } from '@espalier/model';

/**
 * Annotations of CRDs, for charts with a value for them. Argo CD keeps the CRDs, since deleting a CRD deletes every
 * object of its kind. It applies them server-side, since most are too large for the annotation of a client-side apply.
 *
 * Charts with their CRDs in `crds/`, such as the Actions Runner Controller's, have no value for it.
 */
export const keptCrds = keptObject({ 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' });
