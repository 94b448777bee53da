/** Where Argo CD and its objects are. */
export const argocdNamespace = 'argocd';

/** The cluster that Argo CD itself runs in; there is one Argo CD a cluster. */
export const inCluster = 'https://kubernetes.default.svc';
