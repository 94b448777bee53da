/** The namespace of Argo CD and its objects. */
export const argocdNamespace = 'argocd';

/** The cluster that Argo CD runs in; each cluster has its own Argo CD. */
export const inCluster = 'https://kubernetes.default.svc';
