/** Updates the directory of a cluster to its applications. */
export type { ApplicationChange } from './apply-application.ts';
export { applyPlan } from './apply-plan.ts';
export { planCluster } from './cluster-plan.ts';
export { Tally, type ClusterResult } from './tally.ts';
export type { ReplacedFile, WriteOptions } from './write-options.ts';
