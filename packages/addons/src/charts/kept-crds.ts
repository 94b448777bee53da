import { keptObject } from '@espalier/model';

/**
 * Annotations of CRDs that a chart lets us annotate: Argo CD keeps them, since every object of their kinds goes with a
 * CRD, and applies them server-side, since most are larger than the annotation of a client-side apply.
 *
 * Charts with their CRDs in `crds/`, such as the Actions Runner Controller's, have no value for it.
 */
export const keptCrds = keptObject({ 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' });
