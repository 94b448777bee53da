import { isStatefulFile } from '@espalier/cloud/replacement';
import { formatProblem } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import { basename } from 'node:path';
import { changeLines, count } from './summary.ts';
import type { WrittenPlan } from './written-plan.ts';

/** One stack's plan in a line, with changes by component, and its problems below. */
export function summarizePlan(plan: WrittenPlan): string {
  const { stack, resources, written } = plan;
  return [
    lines(`${stack}: ${count(resources, 'resource')}`, written),
    ...lostResources(plan, new Set()),
    ...plan.refused.map((problem) => `\n${formatProblem(problem)}`),
    ...plan.warnings.map((warning) => `\n${formatProblem(warning)}`),
  ].join('\n');
}

/**
 * Stateful resources that leave a stack: data does not move with its owner to another name. One text with at most ten
 * of them; none if nothing is lost.
 *
 * @param known owners that are reported already
 */
export function lostResources({ stack, uncommitted }: WrittenPlan, known: ReadonlySet<string>): readonly string[] {
  const lost = uncommitted
    .filter(({ application }) => !known.has(application))
    .flatMap(({ removed }) => removed.map((path) => basename(path, '.yaml')).filter(isStatefulFile));
  if (lost.length === 0) return [];
  const shown = lost.length <= 10 ? lost : [...lost.slice(0, 9), `… and ${lost.length - 9} more`];
  return [
    [
      `  These leave the stack ${stack} and have data that cannot be recreated. It does not move to another name, and`,
      '  Pulumi refuses to delete what is protected:',
      ...shown.map((name) => `    ${name}`),
    ].join('\n'),
  ];
}

/** What must exist before the first plan can be deployed, in a line. */
export function summarizeBootstrap(written: ClusterResult): string {
  return lines('bootstrap of the accounts', written);
}

function lines(what: string, result: ClusterResult): string {
  const { written, pruned, problems } = result;
  const did = written + pruned === 0 ? 'nothing changed' : `${count(written, 'file')} written, ${pruned} pruned`;
  return [`${what}; ${did}`, ...changeLines(result), ...problems.map((problem) => `\n${formatProblem(problem)}`)].join(
    '\n',
  );
}
