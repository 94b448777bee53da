export type { ApplicationChange, ClusterResult } from './cluster-result.ts';
export type { ApplicationContent, ClusterTree, TreeApplication } from './cluster-tree.ts';
export { pruneClusters } from './prune-clusters.ts';
export { renderCluster } from './render-cluster.ts';
export type { RenderOptions, ReplacedFile } from './render-options.ts';
export { stringifyYaml, YamlValueError } from './yaml.ts';
