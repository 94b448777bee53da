export { problemsOf, renderClusters, toolDigest, type RenderRequest } from './render/index.ts';
export { workspacePaths } from './workspace/index.ts';
