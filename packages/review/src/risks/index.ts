import type { Change } from '../changes/index.ts';
import type { Risk, RiskContext, RiskRule } from '../risk-rule/index.ts';
import * as data from './data/index.ts';
import * as network from './network/index.ts';
import * as operation from './operation/index.ts';
import * as rights from './rights/index.ts';
import * as versions from './versions/index.ts';

/** All rules, by code. A new rule is a file of one of these folders and a line in its `index.ts`. */
export const riskRules: readonly RiskRule[] = [data, network, operation, rights, versions]
  .flatMap((rules): readonly RiskRule[] => Object.values(rules))
  .sort((one, other) => (one.code < other.code ? -1 : 1));

/** Rules about what is allowed. A rename is a guess, so what the old object was allowed excuses nothing. */
const takingRenamesApart: ReadonlySet<RiskRule> = new Set<RiskRule>([
  ...Object.values(network),
  ...Object.values(rights),
]);

/** Every risk of the changes of a review. */
export function risksIn(context: RiskContext): readonly Risk[] {
  return riskRules.flatMap((rule) => [
    ...context.changes
      .flatMap((change) => (takingRenamesApart.has(rule) ? apart(change) : [change]))
      .flatMap((change) => rule.find?.(change, context) ?? []),
    ...(rule.findOnce?.(context) ?? []),
  ]);
}

/** A rename as the deletion and the addition that it is to the API server. */
function apart(change: Change): readonly Change[] {
  const { action, subject, from, before, after } = change;
  if (action !== 'renamed' || from === undefined || before === undefined || after === undefined) return [change];
  const whole = { file: change.file, fields: [], noise: [] };
  return [
    { ...whole, action: 'deleted', subject: from, before },
    { ...whole, action: 'added', subject, after },
  ];
}
