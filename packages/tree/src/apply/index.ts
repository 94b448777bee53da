/** Makes the directory of a cluster hold what its applications should have. */
export type { ApplicationChange } from './apply-application.ts';
export { applyPlan } from './apply-plan.ts';
export { planCluster } from './cluster-plan.ts';
export { Tally, type ClusterResult } from './tally.ts';
export type { ReplacedFile, WriteOptions } from './write-options.ts';
