export {
  isKubernetesObject,
  risksOf,
  severities,
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
