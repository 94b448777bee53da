export { problemsOf, renderClusters, type RenderRequest } from './render/render-clusters.ts';
export { toolDigest } from './render/tool-digest.ts';
export { workspacePaths } from './render/workspace-paths.ts';
