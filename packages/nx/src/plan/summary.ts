import { isStatefulFile } from '@espalier/cloud/plan';
import { formatProblem } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';
import { basename } from 'node:path';
import { changeLines, count } from '../report/summary.ts';
import type { WrittenPlan } from './write-plans.ts';

/** One stack's plan in a line, with what changed by component and what is wrong below it. */
export function summarizePlan({ stack, resources, written }: WrittenPlan): string {
  return [lines(`${stack}: ${count(resources, 'resource')}`, written), ...lostLines(written)].join('\n');
}

/** Resources that hold state and leave the stack: data does not follow its owner to another name. At most ten. */
function lostLines({ changes }: ClusterResult): readonly string[] {
  const lost = changes.flatMap(({ removed }) => removed.map((path) => basename(path, '.yaml')).filter(isStatefulFile));
  if (lost.length === 0) return [];
  const shown = lost.length <= 10 ? lost : [...lost.slice(0, 9), `… and ${lost.length - 9} more`];
  return [
    '  These leave the stack and hold what nobody can make again; nothing of it follows to another name, and Pulumi',
    '  refuses to delete what is protected:',
    ...shown.map((name) => `    ${name}`),
  ];
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
