export { acknowledgementFolder, readAcknowledgement } from './acknowledgement/index.ts';
export { instanceTypes, partitionOf, rdsInstanceClasses, regions } from './aws/index.ts';
export { isMapping } from './data/index.ts';
export { helmSource } from './charts/index.ts';
export * from './definition/index.ts';
export {
  coversPattern,
  policyDocument,
  type PolicyConditions,
  type PolicyDocument,
  type PolicyStatement,
  statementsIn,
} from './iam/index.ts';
export * from './images/index.ts';
export * from './lifecycle/index.ts';
export * as names from './names/index.ts';
export {
  bucket,
  cache,
  databaseUserOf,
  factsOf,
  forNeed,
  policy,
  postgres,
  queue,
  receive,
  secret,
  table,
  type BucketNeed,
  type CacheNeed,
  type DatabaseUser,
  type ForEachNeed,
  type Need,
  type NeedKind,
  type NeedOf,
  type NeedStatement,
  type Needs,
  type PolicyNeed,
  type PostgresNeed,
  type QueueNeed,
  type Received,
  type ReceivedValue,
  type ResolvedNeed,
  type SecretFromStore,
  type SecretNeed,
  type TableNeed,
} from './needs/index.ts';
export {
  keptObject,
  loadBalancerTarget,
  needsServerSideApply,
  objectSizes,
  whyTooLarge,
  withSyncOptions,
  type GroupKind,
  type Json,
  type KubernetesObject,
} from './objects/index.ts';
export type * from './plan/planned-resource.ts';
export {
  closest,
  didYouMean,
  formatProblem,
  itemNamed,
  listAt,
  listOf,
  placeOf,
  ProblemsError,
  undeclaredName,
  valueAt,
  type Problem,
} from './problem/index.ts';
export { resolve, type Resolution } from './resolve/resolve.ts';
export type * from './resolved/index.ts';
export { dataFileSchemas } from './schema/index.ts';
export { optionSchemas, parseQuantity, type OptionSchema } from './schema-parts/index.ts';
