import { ProblemsError, type Problem } from '@espalier/model';
import { git } from '../git/index.ts';
import { bootstrapFolder } from '../workspace/index.ts';
import { unmergedDefinitions } from './unmerged.ts';

/** What only Espalier writes. */
const generated = ['clusters', bootstrapFolder];

/**
 * Renders and plans everything in the state that a merge, rebase or cherry-pick has left, and stages it, which resolves
 * what is in conflict there.
 *
 * @param generate renders and plans; gives the exit code
 * @returns exit code
 * @throws ProblemsError ESP5033 where definitions are in conflict, ESP5034 where a person has edited what is generated
 */
export async function resolveMerge(workspace: string, generate: () => Promise<number>): Promise<number> {
  const conflicts = await unmergedDefinitions(workspace);
  const edited = conflicts.length > 0 ? [] : editedByHand(workspace);
  if (conflicts.length + edited.length > 0) throw new ProblemsError([...conflicts, ...edited]);
  const code = await generate();
  if (code !== 0) return code;
  for (const folder of generated) git(workspace, ['add', '--all', '--', folder]);
  return 0;
}

/** Files that are not in Git, or differ from what the merge has staged: staging the folder would commit them unseen. */
function editedByHand(workspace: string): readonly Problem[] {
  const options = ['--porcelain', '-z', '--no-renames', '--untracked-files=all'];
  const entries = git(workspace, ['status', ...options, '--', ...generated])?.split('\0') ?? [];
  return entries
    .filter((entry) => entry !== '' && !unmerged.test(entry) && entry[1] !== ' ')
    .map((entry) => ({
      code: 'ESP5034',
      file: entry.slice(3),
      path: '',
      found: 'The file differs from what the merge has staged, or is not in Git.',
      expected: 'Files of the merge alone, since all of the folder is staged.',
      remedy: 'Commit the file, remove it, or undo the edit; then run `npx nx resolve-merge platform`.',
    }));
}

/** What `git status` calls the entries that are in conflict. */
const unmerged = /^(?:DD|AU|UD|UA|DU|AA|UU)/;
