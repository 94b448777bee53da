import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compareRevisions, reviewTrees } from '../../src/index.ts';

const root = mkdtempSync(join(tmpdir(), 'espalier-revisions-'));
/** The workspace is a folder of its repository. */
const workspace = join(root, 'platform');

afterAll(() => {
  rmSync(root, { recursive: true });
});

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

function commit(): void {
  git('add', '--all');
  git('commit', '--quiet', '--message', 'x');
}

git('init', '--quiet', '--initial-branch=main');
for (const name of ['same', 'changed', 'deleted', 'naïve name']) write(`clusters/c/${name}.yaml`, `${name}: 1\n`);
writeFileSync(join(root, 'outside.txt'), '1');
commit();
write('clusters/c/changed.yaml', 'changed: 2\n');
write('clusters/c/added.yaml', 'added: 2\n');
rmSync(join(workspace, 'clusters/c/deleted.yaml'));
writeFileSync(join(root, 'outside.txt'), '2');
commit();

test('two commits: only the files of the workspace that differ, by the ids of Git', () => {
  const { changed, read, list, labels } = compareRevisions(workspace, 'HEAD~1', 'HEAD');
  expect(changed.map(({ path, base, head }) => [path, base !== undefined, head !== undefined])).toEqual([
    ['clusters/c/added.yaml', false, true],
    ['clusters/c/changed.yaml', true, true],
    ['clusters/c/deleted.yaml', true, false],
  ]);
  expect(labels.base).toMatch(/^[0-9a-f]{8}$/);
  expect(read('base', ['clusters/c/changed.yaml', 'clusters/c/added.yaml', 'clusters/c/naïve name.yaml'])).toEqual(
    new Map([
      ['clusters/c/changed.yaml', 'changed: 1\n'],
      ['clusters/c/naïve name.yaml', 'naïve name: 1\n'],
    ]),
  );
  expect(read('head', ['clusters/c/changed.yaml']).get('clusters/c/changed.yaml')).toBe('changed: 2\n');
  expect(list('base', 'clusters/c')).toEqual(
    ['changed', 'deleted', 'naïve name', 'same'].map((name) => `clusters/c/${name}.yaml`),
  );
});

test('the working tree: edited, new, deleted and ignored files', () => {
  write('.gitignore', 'ignored.yaml\n');
  write('clusters/c/changed.yaml', 'changed: 3\n');
  write('clusters/c/new.yaml', 'new: 3\n');
  write('clusters/c/ignored.yaml', 'ignored: 3\n');
  rmSync(join(workspace, 'clusters/c/same.yaml'));
  git('rm', '--quiet', '--cached', 'platform/clusters/c/added.yaml');
  const { changed, read, list, labels } = compareRevisions(workspace, 'HEAD');
  expect(labels.head).toBe('working tree');
  expect(changed.map(({ path, base, head }) => [path, base !== undefined, head !== undefined])).toEqual([
    ['.gitignore', false, true],
    ['clusters/c/added.yaml', true, true],
    ['clusters/c/changed.yaml', true, true],
    ['clusters/c/new.yaml', false, true],
    ['clusters/c/same.yaml', true, false],
  ]);
  expect(read('head', ['clusters/c/new.yaml', 'clusters/c/same.yaml'])).toEqual(
    new Map([['clusters/c/new.yaml', 'new: 3\n']]),
  );
  expect(list('head', 'clusters/c')).toContain('clusters/c/new.yaml');
});

test('a revision that Git does not know is an error that says what to do', () => {
  expect(() => compareRevisions(workspace, 'no-such-branch')).toThrow(/ESP8030[^]*git fetch origin no-such-branch/);
});

test('a submodule, a symbolic link and a path with a line break hide nothing behind them', () => {
  git('checkout', '--quiet', '--force', '-B', 'odd', 'HEAD');
  git('clean', '--quiet', '--force', '-d');
  const commitId = git('rev-parse', 'HEAD').trim();
  git('update-index', '--add', '--cacheinfo', `160000,${commitId},platform/clusters/c/aaa`);
  symlinkSync('../../../outside.txt', join(workspace, 'clusters/c/link.yaml'));
  write('clusters/c/two\nlines.yaml', 'two: 1\n');
  write('clusters/c/zzz.yaml', 'zzz: 1\n');
  git(
    'add',
    '--',
    'platform/clusters/c/link.yaml',
    'platform/clusters/c/two\nlines.yaml',
    'platform/clusters/c/zzz.yaml',
  );
  git('commit', '--quiet', '--message', 'odd');
  const { changed, read, list } = compareRevisions(workspace, 'HEAD~1', 'HEAD');
  const added = changed.filter(({ base }) => base === undefined);
  expect(added.map(({ path, isNoFile }) => [path, isNoFile])).toEqual([
    ['clusters/c/aaa', 'a submodule'],
    ['clusters/c/link.yaml', 'a symbolic link'],
    ['clusters/c/two\nlines.yaml', undefined],
    ['clusters/c/zzz.yaml', undefined],
  ]);
  const texts = read(
    'head',
    added.map(({ path }) => path),
  );
  expect(texts.get('clusters/c/two\nlines.yaml')).toBe('two: 1\n');
  expect(texts.get('clusters/c/zzz.yaml')).toBe('zzz: 1\n');
  expect(texts.has('clusters/c/aaa')).toBe(false);
  expect(read('head', list('head', 'clusters/c')).size).toBeGreaterThan(4);
  const { risks } = reviewTrees(compareRevisions(workspace, 'HEAD~1', 'HEAD'));
  expect(risks.filter(({ code }) => code === 'ESP8126').flatMap(({ at }) => at.map(({ file }) => file))).toEqual(
    expect.arrayContaining(['clusters/c/aaa', 'clusters/c/link.yaml']),
  );
});
