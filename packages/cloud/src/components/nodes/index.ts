export { generationsOf } from './generation.ts';
export { NodeGroup } from './node-group.ts';
export { NodeRole } from './node-role.ts';
