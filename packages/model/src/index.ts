export { formatProblem, ProblemsError, type Problem } from './problem/problem.ts';
export type { GroupKind, Json, KubernetesObject } from './kubernetes-object.ts';
export { keptObject, withSyncOptions } from './kept-object.ts';
export { loadBalancerTarget } from './load-balancer-target.ts';
export { instanceTypes } from './aws/instance-type.ts';
export { rdsInstanceClasses } from './aws/rds-instance-class.ts';
export { partitionOf, regions } from './aws/regions.ts';
export { defineAccount, type AccountDefinition } from './definition/account.ts';
export * from './definition/addon.ts';
export type * from './definition/addon-context.ts';
export type * from './definition/addon-path.ts';
export * from './definition/app.ts';
export type * from './definition/chart-versions.ts';
export * from './definition/cluster.ts';
export type * from './definition/container.ts';
export * from './definition/environment.ts';
export type * from './definition/namespace.ts';
export { definePlatform, type PlatformDefinition } from './definition/platform.ts';
export type * from './definition/release.ts';
export type * from './definition/workload.ts';
export { directRegistries, type DirectRegistry } from './images/direct-registries.ts';
export { imageReference, type ImageReference } from './images/image-reference.ts';
export { upstreams, type Upstream } from './images/upstreams.ts';
export * as names from './names/index.ts';
export {
  bucket,
  policy,
  postgres,
  queue,
  secret,
  table,
  type BucketNeed,
  type Need,
  type NeedKind,
  type Needs,
  type PolicyNeed,
  type PolicyStatement,
  type PostgresNeed,
  type QueueNeed,
  type SecretNeed,
  type TableNeed,
} from './needs/index.ts';
export type * from './plan/planned-resource.ts';
export type * from './resolved/index.ts';
export type { Definitions, Located, LocatedApp, Overlay } from './definition/definitions.ts';
export { needsServerSideApply, objectSizes, whyTooLarge } from './limits/object-size.ts';
export { placeOf, undeclaredName } from './problem/thrown.ts';
export { closest, didYouMean, listOf } from './problem/closest.ts';
export { parseQuantity } from './schema/quantity.ts';
export { valueAt } from './problem/path.ts';
export { helmSource } from './charts/helm-source.ts';
export { resolve, type Resolution } from './resolve/resolve.ts';
export { dataFileSchemas } from './schema/data-files.ts';
export { kubernetesSupport, type KubernetesSupport } from './lifecycle/kubernetes-support.ts';
export { refusalsOf } from './lifecycle/refusals.ts';
export { warningsOf } from './lifecycle/warnings.ts';
export type * from './definition/lifecycle.ts';
export { optionSchemas, type OptionSchema } from './schema/option-schemas.ts';
