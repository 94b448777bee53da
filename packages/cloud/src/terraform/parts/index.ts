export { configurationText, joined, type Json, type Part, type TerraformJson } from './configuration.ts';
export {
  accountRoleArn,
  bootstrapStateKey,
  foundationOf,
  pulumiPrefix,
  stateKeyArn,
  type Foundation,
} from './foundation.ts';
export { applyEnvironment, planEnvironment, releaseEnvironment } from './github-environments.ts';
export { gitHubIssuer, gitHubOidc, trustOwner, trustPlatform } from './github-oidc.ts';
export { gitHubRepository, type GitHubRepository } from './github-repository.ts';
export { policyDocument, policyText } from './policy.ts';
export { planOpensSecrets, stateKey, throughStateBucket } from './state-key.ts';
