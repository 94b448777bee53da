export { retryAtLeastEvery } from './argocd/index.ts';
export type { ProjectedApplication, ProjectedContent } from './objects/index.ts';
export { projectCluster } from './project-cluster.ts';
