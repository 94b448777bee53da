export { bootstrapOf } from './bootstrap.ts';
export { configurationText, type TerraformJson } from './configuration.ts';
export { danglingReferences, type DanglingReference } from './dangling-references.ts';
export { bootstrapStateKey } from './foundation.ts';
export { applyEnvironment, planEnvironment, releaseEnvironment } from './github-environments.ts';
