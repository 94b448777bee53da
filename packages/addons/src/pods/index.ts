/** How pods of addons run: replicas, placement, resources, rights, and shutdown. */
export { agentsNamespace } from './agents-namespace.ts';
export { availability } from './availability.ts';
export { containerResources } from './container-resources.ts';
export { disruptionBudgets } from './disruption-budgets.ts';
export { drainedTarget } from './drained-target.ts';
export type { PlatformWorkload } from './platform-workload.ts';
export { restrictedContainer } from './restricted-container.ts';
export { onSystemNodes } from './system-nodes.ts';
