/**
 * Annotation of CRDs that a chart lets us annotate: Argo CD neither prunes nor deletes them, since every object of their
 * kinds goes with a CRD.
 *
 * Charts with their CRDs in `crds/`, such as the Actions Runner Controller's, have no value for it.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export const keptCrds = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false' } as const;
