/** What this machine remembers of a cluster, so that an application that did not change is not built. */
export { findIntact, rememberApplication } from './application-on-disk.ts';
export { readCache, updateCache, type CachedApplication, type CachedApplications } from './local-cache.ts';
