export { clusterFacts, type ClusterFacts } from './app/cluster-facts.ts';
export { retryAtLeastEvery } from './argocd/sync-policy.ts';
export { draftApp } from './app/draft-app.ts';
export type { Draft } from './objects/plain-object.ts';
export { projectCluster } from './project-cluster.ts';
export type { ProjectedApplication, ProjectedContent } from './projected-application.ts';
