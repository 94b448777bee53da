export { configChecksum, configMap } from './config-map.ts';
export { mountsOf, volumesOf } from './mounts.ts';
