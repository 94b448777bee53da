export type { ApplicationChange, ClusterResult, ReplacedFile } from './apply/index.ts';
export type { ApplicationContent, ClusterTree, TreeApplication } from './layout/index.ts';
export { pruneClusters } from './prune-clusters.ts';
export { renderCluster } from './render-cluster.ts';
export type { RenderOptions } from './render-options.ts';
export { readYaml, stringifyYaml, YamlValueError } from './yaml/index.ts';
