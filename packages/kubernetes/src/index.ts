export { projectCluster } from './project-cluster.ts';
export type { ProjectedApplication, ProjectedContent } from './projected-application.ts';
