import { formatProblem } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';

/** One cluster's render in a line, with changes by application, and its problems below. */
export function summarize(result: ClusterResult): string {
  return [
    headline(result),
    ...changeLines(result),
    ...result.problems.map((problem) => `\n${formatProblem(problem)}`),
  ].join('\n');
}

function headline({ cluster, applications, objects, written, pruned }: ClusterResult): string {
  const what = written + pruned === 0 ? 'nothing to do' : `${count(written, 'file')} written, ${pruned} pruned`;
  return `${cluster}: ${count(applications, 'application')}, ${count(objects, 'object')}; ${what}`;
}

/** Changes by application, at most twenty lines. */
export function changeLines({ changes }: ClusterResult): readonly string[] {
  const lines = changes.map(
    ({ application, added, changed, removed }) =>
      `  ${application}: ${[
        added.length > 0 ? `+${added.length}` : '',
        changed.length > 0 ? `~${changed.length}` : '',
        removed.length > 0 ? `-${removed.length}` : '',
      ]
        .filter((part) => part !== '')
        .join(' ')}`,
  );
  return lines.length <= 20 ? lines : [...lines.slice(0, 19), `  … and ${lines.length - 19} more applications`];
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
