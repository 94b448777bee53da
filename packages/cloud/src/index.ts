export { stacksOf, type Stack } from './stacks/stack.ts';
export { stackByName } from './stacks/stack-by-name.ts';
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
