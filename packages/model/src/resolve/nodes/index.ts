export { resolveNodeGroups, resolveNodeShape } from './node-groups.ts';
export { placementOn } from './placement.ts';
