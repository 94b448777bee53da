export { bootstrapBackend } from './backend.ts';
export { bootstrapOf } from './bootstrap.ts';
export { configurationText, type TerraformJson } from './configuration.ts';
export { danglingReferences, type DanglingReference } from './dangling-references.ts';
export { gitHubRepository, type GitHubRepository } from './github-repository.ts';
export { applyEnvironment, planEnvironment, releaseEnvironment } from './github-environments.ts';
