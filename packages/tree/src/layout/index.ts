/** The files of an application: names, paths and text. Reads and writes nothing. */
export { isLabel } from './application-name.ts';
export { checkNames, checkSharedPaths } from './check-tree.ts';
export type { ApplicationContent, ClusterTree, TreeApplication } from './cluster-tree.ts';
export { planApplication, type ApplicationPlan } from './plan-application.ts';
export type { RenderedFile } from './rendered-file.ts';
export { findPathFault } from './safe-path.ts';
