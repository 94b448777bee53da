/** The local cache of a cluster, so that unchanged applications are not built. */
export { findIntact, rememberApplication } from './application-on-disk.ts';
export { readCache, updateCache, type CachedApplication, type CachedApplications } from './local-cache.ts';
