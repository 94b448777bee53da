export { apiGroup } from './api-group.ts';
export { byName } from './by-name.ts';
export { isClusterScoped } from './cluster-scope.ts';
export { digest, memoisedDigest } from './digest.ts';
export { externalSecret } from './external-secret.ts';
export {
  addonLabels,
  appLabels,
  appMetadata,
  appSelector,
  labelValue,
  ownLabels,
  platformLabels,
  podLabels,
} from './labels.ts';
export type { ProjectedApplication, ProjectedContent } from './projected-application.ts';
export { refusedKinds } from './refused-kinds.ts';
export { serviceAccount } from './service-account.ts';
export { withSyncOptions } from './sync-options.ts';
export type { Plain, TypedObject } from './typed-object.ts';
export { unprivilegedUser } from './unprivileged-user.ts';
