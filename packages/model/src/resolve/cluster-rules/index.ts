export type { ClusterInput, DeployedApp } from './cluster-input.ts';
export { checkCluster } from './cluster-rules.ts';
