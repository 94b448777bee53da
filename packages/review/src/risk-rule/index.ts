export {
  isKubernetesObject,
  risksOf,
  severities,
  type DeletionBudget,
  type Found,
  type Risk,
  type RiskContext,
  type RiskRule,
  type Severity,
  type StatefulFacts,
} from './risk.ts';
export { workloadIn, type Workload } from './workload.ts';
export { syncOptionsOf } from './sync-options.ts';
export { textOf } from './text-of.ts';
export { plannedIn } from './planned-in.ts';
export { isPlanGone, isValueInPlan } from './in-plan.ts';
export { deletesItsObjects, sourcesOf } from './application.ts';
