export { problemsOf, renderClusters, type RenderedCluster, type RenderRequest } from './render-clusters.ts';
export { toolDigest } from './tool-digest.ts';
