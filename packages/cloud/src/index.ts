export { importId } from './recovery/import-id.ts';
export { idOfUrn, urnOf } from './plan/references.ts';
export { applySessionHours } from './budget/update-hours.ts';
export { stacksOf, type Stack } from './stacks/stack.ts';
export { stackByName } from './stacks/stack-by-name.ts';
export { stackNotUp } from './stacks/stack-not-up.ts';
export type { AppCloud, AppProgram } from './program/app-cloud.ts';
export {
  applyEnvironment,
  bootstrapBackend,
  bootstrapOf,
  configurationText,
  danglingReferences,
  gitHubRepository,
  planEnvironment,
  releaseEnvironment,
  type DanglingReference,
  type GitHubRepository,
  type TerraformJson,
} from './terraform/index.ts';
