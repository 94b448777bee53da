import { formatProblem } from '@espalier/model';
import { changeLines, count } from '../report/summary.ts';
import type { WrittenPlan } from './write-plans.ts';

/** One stack's plan in a line, with what changed by component and what is wrong below it. */
export function summarizePlan({ stack, resources, written: result }: WrittenPlan): string {
  const { written, pruned, problems } = result;
  const what = written + pruned === 0 ? 'nothing changed' : `${count(written, 'file')} written, ${pruned} pruned`;
  return [
    `${stack}: ${count(resources, 'resource')}; ${what}`,
    ...changeLines(result),
    ...problems.map((problem) => `\n${formatProblem(problem)}`),
  ].join('\n');
}
