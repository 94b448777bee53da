export { importId } from './recovery/import-id.ts';
export { idOfUrn, stackByName, stackNotUp, stacksOf, urnOf, type Stack } from './stacks/index.ts';
export { applySessionHours } from './budget/update-hours.ts';
export type { AppCloud, AppProgram } from './own-programs/index.ts';
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
