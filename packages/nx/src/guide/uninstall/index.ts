export { earlierPlatform } from './earlier-platform.ts';
export { notNamed } from './removable.ts';
export { formatUninstallation, uninstallation } from './uninstall.ts';
