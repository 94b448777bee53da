/** How pods of addons run: how many, where, with what resources and rights, and how they end. */
export { agentsNamespace } from './agents-namespace.ts';
export { availability } from './availability.ts';
export { containerResources } from './container-resources.ts';
export { disruptionBudgets } from './disruption-budgets.ts';
export { drainedTarget } from './drained-target.ts';
export type { PlatformWorkload } from './platform-workload.ts';
export { restrictedContainer } from './restricted-container.ts';
export { onSystemNodes } from './system-nodes.ts';
