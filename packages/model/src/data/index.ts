export { deepFreeze } from './freeze.ts';
export { mapDefined } from './map-defined.ts';
export { isMapping, mergeOverride, mergeValues } from './merge.ts';
