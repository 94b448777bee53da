import { ProblemsError, type Problem } from '@espalier/model';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { git } from '../git/index.ts';
import { hookMarker, hooks } from './hooks.ts';

/**
 * What `.gitattributes` calls by name. The first keeps our side. The second keeps both sides of an index, in conflict: the
 * render reads it, and so knows each file of either side as its own.
 */
const drivers = {
  'merge.espalier.name': 'keeps ours until clusters/ is rendered again',
  'merge.espalier.driver': 'true',
  'merge.espalier-index.name': 'keeps both sides until clusters/ is rendered again',
  'merge.espalier-index.driver': 'git merge-file --quiet --marker-size=7 -L ours -L base -L theirs %A %O %B || true',
} as const;

/**
 * Sets up this clone so that merges and rebases resolve conflicts in `clusters/` by rendering: the merge drivers in the
 * configuration of Git, and the hooks that render. Gives what it wrote.
 *
 * @throws ProblemsError ESP5031 where the workspace is no clone, ESP5032 where hooks of another author are in the way
 */
export function setupMerge(workspace: string): readonly string[] {
  const folder = git(workspace, ['rev-parse', '--git-path', 'hooks'])?.trim();
  if (folder === undefined) throw new ProblemsError([noClone]);
  const paths = Object.entries(hooks).map(([name, text]) => ({
    name,
    text,
    path: join(resolve(workspace, folder), name),
  }));
  const foreign = paths.filter(({ path }) => existsSync(path) && !readFileSync(path, 'utf8').includes(hookMarker));
  if (foreign.length > 0) {
    throw new ProblemsError(foreign.map(({ path, text }) => inTheWay(relative(workspace, path), text)));
  }
  for (const [key, value] of Object.entries(drivers)) git(workspace, ['config', '--local', key, value]);
  for (const { path, text } of paths) {
    mkdirSync(resolve(workspace, folder), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  }
  return [...Object.keys(drivers), ...paths.map(({ path }) => relative(workspace, path))];
}

const noClone: Problem = {
  code: 'ESP5031',
  file: '.git',
  path: '',
  found: 'The workspace is no clone of a Git repository.',
  expected: 'A clone, whose configuration names the merge drivers.',
  remedy: 'Run this in a clone.',
};

function inTheWay(file: string, text: string): Problem {
  return {
    code: 'ESP5032',
    file,
    path: '',
    found: 'There is a hook already, which Espalier has not written.',
    expected: `No hook, or one that has these lines:\n${text.split('\n').slice(1).join('\n').trim()}`,
    remedy: 'Add the lines to the hook, in a subshell where it goes on after them.',
  };
}
