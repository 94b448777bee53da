import type { Problem } from '@espalier/model';
import { git } from '../git/index.ts';
import type { Revisions } from './compared.ts';

/**
 * ESP8044 where the base is no ancestor of the head: then the branch was pushed by force, and what the base had that the
 * head has not is not shown as deleted by anybody.
 */
export function historyIsRewritten(workspace: string, { base, head = 'HEAD' }: Revisions): readonly Problem[] {
  // Without a base the comparison starts where the head left the default branch, which is an ancestor.
  if (base === undefined) return [];
  const common = git(workspace, ['merge-base', base, head])?.trim();
  const commit = git(workspace, ['rev-parse', '--verify', '--end-of-options', `${base}^{commit}`])?.trim();
  if (common === commit) return [];
  return [
    {
      code: 'ESP8044',
      file: '.',
      path: '',
      found: `${base} is no ancestor of ${head}: the history between them was rewritten.`,
      expected: 'A head that continues its base, as a merge does.',
      remedy: `See what was lost with 'git log ${head}..${base}'. Merge it back, or rebase onto it, and run this again.`,
    },
  ];
}
