export { bootstrapBackend } from './backend.ts';
export { bootstrapOf } from './bootstrap.ts';
export {
  applyEnvironment,
  configurationText,
  gitHubRepository,
  type GitHubRepository,
  planEnvironment,
  releaseEnvironment,
  type TerraformJson,
} from './parts/index.ts';
export { type DanglingReference, danglingReferences } from './dangling-references.ts';
export { plannedTypes } from './roles/index.ts';
