import { ProblemsError } from '@espalier/model';
import { compareRevisions, workingTree, type Comparison } from '@espalier/review';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from '../git/index.ts';

/** What to compare; revisions of Git. */
export interface Revisions {
  /** @default where the head left the default branch */
  readonly base?: string | undefined;
  /** @default the working tree */
  readonly head?: string | undefined;
}

/**
 * The two sides of a review.
 *
 * @throws ProblemsError ESP8032 where no base is named and none can be found, ESP8030 where Git does not know a revision
 */
export function compared(workspace: string, { base, head }: Revisions): Comparison {
  return compareRevisions(workspace, base ?? mergeBase(workspace, head ?? 'HEAD'), head ?? workingTree);
}

/** Where a revision left the default branch: of the remote where there is one, since the local one may be old. */
function mergeBase(workspace: string, head: string): string {
  const branch = defaultBranch(workspace);
  for (const candidate of [`refs/remotes/origin/${branch}`, `refs/heads/${branch}`]) {
    const found = git(workspace, ['merge-base', candidate, head])?.trim();
    if (found !== undefined && found !== '') return found;
  }
  throw new ProblemsError([
    {
      code: 'ESP8032',
      file: 'nx.json',
      path: 'defaultBase',
      found: `Git has no commit that '${branch}' and '${head}' share.`,
      expected: 'The default branch, in a clone with its history.',
      remedy: `Fetch it with 'git fetch origin ${branch}', or name what to compare with: npx nx review --base=HEAD~1.`,
    },
  ]);
}

/** As Nx has it for `nx affected`. */
function defaultBranch(workspace: string): string {
  try {
    const { defaultBase } = JSON.parse(readFileSync(join(workspace, 'nx.json'), 'utf8')) as { defaultBase?: unknown };
    return typeof defaultBase === 'string' ? defaultBase.replace(/^origin\//, '') : 'main';
  } catch {
    return 'main';
  }
}
