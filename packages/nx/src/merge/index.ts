export { resolveMerge } from './resolve-merge.ts';
export { setupMerge } from './setup-merge.ts';
export { unmergedDefinitions } from './unmerged.ts';
