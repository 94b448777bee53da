import { ProblemsError } from '@espalier/model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangedFile, Comparison } from './comparison.ts';
import { readBlobs, runGit } from './git.ts';

/** The working tree, as one of the two sides. */
export const workingTree = 'working tree';

/** Id of a file that Git has not hashed. */
const notHashed = /^0+$/;

/**
 * Compares two commits of a workspace, or a commit and its working tree. Git finds the files that differ by the ids of
 * its objects, so that files that are the same are never read.
 *
 * @param workspace absolute path; may be a folder of the repository
 * @param base a revision
 * @param head a revision, or {@link workingTree}
 * @throws ProblemsError ESP8030 where Git knows no such revision
 */
export function compareRevisions(workspace: string, base: string, head: string = workingTree): Comparison {
  const commits = {
    base: commitOf(workspace, base),
    head: head === workingTree ? undefined : commitOf(workspace, head),
  };
  const git = (args: readonly string[], input?: string): Buffer => runGit(workspace, args, input);
  const changed = changedBetween(git, commits.base, commits.head);
  const ids = new Map(changed.map((file) => [file.path, file]));
  return {
    labels: { base: commits.base.slice(0, 8), head: commits.head?.slice(0, 8) ?? workingTree },
    changed,
    read: (side, paths) => {
      const commit = commits[side];
      if (commit === undefined) return readFromDisk(workspace, paths);
      return readBlobs(
        workspace,
        paths.map((path) => [path, ids.get(path)?.[side] ?? `${commit}:./${path}`]),
      );
    },
    list: (side, folder) => {
      const commit = commits[side];
      const args =
        commit === undefined
          ? ['ls-files', '-co', '--exclude-standard', '-z', '--', folder]
          : ['ls-tree', '-r', '-z', '--name-only', commit, '--', `./${folder}/`];
      return textsIn(git(args));
    },
  };
}

type Git = (args: readonly string[], input?: string) => Buffer;

function changedBetween(git: Git, base: string, head: string | undefined): readonly ChangedFile[] {
  const raw = ['--raw', '-z', '--no-renames', '--no-abbrev', '--relative'];
  const tracked =
    head === undefined
      ? git(['diff', ...raw, base, '--', '.'])
      : git(['diff-tree', '-r', ...raw, base, head, '--', '.']);
  const untracked = head === undefined ? textsIn(git(['ls-files', '--others', '--exclude-standard', '-z'])) : [];
  const entries = textsIn(tracked);
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < entries.length; index += 2) {
    // `:100644 100644 <id> <id> M`, then the path.
    const [, mode = '', from = '', to = '', status = ''] = (entries[index] ?? '').split(' ');
    const path = entries[index + 1] ?? '';
    files.push({
      path,
      base: status === 'A' ? undefined : from,
      head: status === 'D' ? undefined : idOf(to, path),
      ...(mode === '120000' && { isNoFile: 'a symbolic link' as const }),
      ...(mode === '160000' && { isNoFile: 'a submodule' as const }),
    });
  }
  const known = new Set(files.map(({ path }) => path));
  // A file that was taken out of the index and is still on disk is in both lists.
  const added = untracked
    .filter((path) => !known.has(path))
    .map((path) => ({ path, base: undefined, head: `disk:${path}` }));
  const stillThere = new Set(untracked);
  return [
    ...files.map((file) =>
      file.head === undefined && stillThere.has(file.path) ? { ...file, head: `disk:${file.path}` } : file,
    ),
    ...added,
  ].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Git leaves the id of a file of the working tree out until it is staged. */
function idOf(id: string, path: string): string {
  return notHashed.test(id) ? `disk:${path}` : id;
}

function readFromDisk(workspace: string, paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path) => {
      try {
        return [[path, readFileSync(join(workspace, path), 'utf8')] as const];
      } catch {
        return [];
      }
    }),
  );
}

function textsIn(out: Buffer): readonly string[] {
  return out
    .toString('utf8')
    .split('\0')
    .filter((text) => text !== '');
}

function commitOf(workspace: string, revision: string): string {
  try {
    return runGit(workspace, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
      .toString()
      .trim();
  } catch {
    throw new ProblemsError([
      {
        code: 'ESP8030',
        file: '.',
        path: '',
        found: `Git knows no commit '${revision}' in this workspace.`,
        expected: 'A commit, branch or tag to compare with.',
        remedy: `Fetch it, such as with 'git fetch origin ${revision}', or name another: npx nx review --base=HEAD~1.`,
      },
    ]);
  }
}
