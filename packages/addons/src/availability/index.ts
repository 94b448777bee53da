export { availability, type Availability } from './availability.ts';
export { disruptionBudgets } from './disruption-budgets.ts';
export type { PlatformWorkload } from './platform-workload.ts';
