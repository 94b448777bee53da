import { execFileSync } from 'node:child_process';

/** Runs Git in a workspace. @throws Error where Git fails */
export function runGit(workspace: string, args: readonly string[], input = ''): Buffer {
  return execFileSync('git', args, {
    cwd: workspace,
    input,
    maxBuffer: 1024 * 1024 * 1024,
    // No lock on the index, which another Git may hold.
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** A path of a workspace, and what Git calls its content: an id, or `HEAD:./<path>`. */
export type NamedBlob = readonly [path: string, name: string];

/** All texts by one process. What is no file, such as the commit of a submodule, has none. */
export function readBlobs(workspace: string, all: readonly NamedBlob[]): ReadonlyMap<string, string> {
  // Git asks for a name a line. A file that changed is asked for by its id; no rendered path holds a line break.
  const names = all.filter(([, name]) => !name.includes('\n'));
  if (names.length === 0) return new Map();
  const out = runGit(workspace, ['cat-file', '--batch'], `${names.map(([, name]) => name).join('\n')}\n`);
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
