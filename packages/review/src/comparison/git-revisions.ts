import { ProblemsError } from '@espalier/model';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChangedFile, Comparison } from './comparison.ts';

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
  const git = (args: readonly string[], input?: string): Buffer => run(workspace, args, input);
  const changed = changedBetween(git, commits.base, commits.head);
  const ids = new Map(changed.map((file) => [file.path, file]));
  return {
    labels: { base: commits.base.slice(0, 8), head: commits.head?.slice(0, 8) ?? workingTree },
    changed,
    read: (side, paths) => {
      const commit = commits[side];
      if (commit === undefined) return readFromDisk(workspace, paths);
      return readBlobs(
        git,
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

/** All texts by one process. What is no file, such as the commit of a submodule, has none. */
function readBlobs(git: Git, all: readonly (readonly [path: string, name: string])[]): ReadonlyMap<string, string> {
  // Git asks for a name a line. A file that changed is asked for by its id; no rendered path holds a line break.
  const names = all.filter(([, name]) => !name.includes('\n'));
  if (names.length === 0) return new Map();
  const out = git(['cat-file', '--batch'], `${names.map(([, name]) => name).join('\n')}\n`);
  const texts = new Map<string, string>();
  let offset = 0;
  for (const [path, name] of names) {
    const end = out.indexOf('\n', offset);
    const header = out.toString('utf8', offset, end);
    const [, type, size] = / (blob|commit|tree|tag) (\d+)$/.exec(header) ?? [];
    if (size === undefined && !header.endsWith(' missing'))
      throw new Error(`git cat-file says '${header}' of '${name}'`);
    const length = size === undefined ? 0 : Number(size) + 1;
    if (type === 'blob') texts.set(path, out.toString('utf8', end + 1, end + length));
    offset = end + 1 + length;
  }
  return texts;
}

function textsIn(out: Buffer): readonly string[] {
  return out
    .toString('utf8')
    .split('\0')
    .filter((text) => text !== '');
}

function commitOf(workspace: string, revision: string): string {
  try {
    return run(workspace, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
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

function run(workspace: string, args: readonly string[], input = ''): Buffer {
  return execFileSync('git', args, {
    cwd: workspace,
    input,
    maxBuffer: 1024 * 1024 * 1024,
    // No lock on the index, which another Git may hold.
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}
