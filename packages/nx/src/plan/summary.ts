import { formatProblem } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import { changeLines, count } from '../report/summary.ts';
import type { WrittenPlan } from './write-plans.ts';

/** One stack's plan in a line, with what changed by component and what is wrong below it. */
export function summarizePlan({ stack, resources, written }: WrittenPlan): string {
  return lines(`${stack}: ${count(resources, 'resource')}`, written);
}

/** What must exist before the first plan can go up, in a line. */
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
