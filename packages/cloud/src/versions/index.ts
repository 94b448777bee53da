export { amiReleaseOf } from './ami-releases.ts';
export { managedAddonsOf, type ManagedAddon } from './managed-addons.ts';
