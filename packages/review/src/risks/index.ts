import { deletedState } from './deleted-state.ts';
import { refusedByKubernetes } from './refused-by-kubernetes.ts';
import type { RiskRule } from './risk.ts';

export {
  isKubernetesObject,
  severities,
  type Risk,
  type RiskContext,
  type RiskRule,
  type Severity,
  type StatefulFacts,
} from './risk.ts';

/** All rules. A new rule is a file of this folder and a line here. */
export const riskRules: readonly RiskRule[] = [deletedState, refusedByKubernetes];
