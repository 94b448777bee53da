export { checkCapacity } from './capacity-rules.ts';
export { capacityWarnings } from './capacity-warnings.ts';
