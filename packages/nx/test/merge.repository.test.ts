import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { gitAttributes } from '../src/workflows/index.ts';
import { app, release, Workspace } from './workspace.ts';

const identity = { GIT_AUTHOR_NAME: 'test', GIT_AUTHOR_EMAIL: 'test@example.com' };
const environment = {
  ...process.env,
  ...identity,
  GIT_COMMITTER_NAME: 'test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_EDITOR: 'true',
  NX_TUI: 'false',
  NX_ISOLATE_PLUGINS: 'false',
  // npx of this machine, with the Node that runs the test.
  PATH: `${resolve(process.execPath, '..')}:${process.env['PATH'] ?? ''}`,
};

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

let workspace: Workspace;

beforeAll(() => {
  workspace = new Workspace();
  workspace.write({ '.gitattributes': gitAttributes(''), [shop]: spread('100m', '1') });
  expect(workspace.espalier('generate').code).toBe(0);
  workspace.commit('rendered');
  workspace.nx('run', 'platform:setup-merge');
  workspace.mark('rendered');
  branch('cpu', { [shop]: spread('200m', '1') });
  branch('build', { [shop]: spread('100m', '2') });
  branch('one', { [shop]: app('one') });
  branch('other', { [shop]: app('other') });
});

afterAll(() => {
  workspace.remove();
});

beforeEach(() => {
  for (const command of ['merge', 'rebase', 'cherry-pick']) git(command, '--abort');
  git('checkout', '--quiet', '--force', 'main');
  workspace.reset('rendered');
});

function git(...args: readonly string[]): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: workspace.root,
    encoding: 'utf8',
    env: environment,
  });
  return { code: status, output: `${stdout}${stderr}` };
}

/** A branch from `main` on which definitions are changed and rendered. */
function branch(name: string, files: Readonly<Record<string, string | undefined>>): void {
  git('checkout', '--quiet', '-B', name, 'rendered');
  workspace.write(files);
  const { code, out, err } = workspace.espalier('generate');
  expect(code, `${out}${err}`).toBe(0);
  workspace.commit(name);
}

/** Whether the tree of the last commit is what its definitions render. */
function treeIsCurrent(): void {
  expect(git('status', '--porcelain').output).toBe('');
  expect(git('grep', '--line-number', '^<<<<<<<', 'HEAD', '--', 'clusters').output).toBe('');
  const { code, out, err } = workspace.espalier('generate');
  expect(code, `${out}${err}`).toBe(0);
  expect(git('status', '--porcelain').output).toBe('');
}

const shop = 'apps/shop/app.ts';
const rendered = 'clusters/staging/shop/deployment-shop.yaml';
/** The app with its settings on lines apart, so that Git merges two changes of it. */
const spread = (cpu: string, build: string): string =>
  app(build)
    .replace('resources: {', 'resources: {\n\n\n')
    .replace("'100m'", `'${cpu}'`)
    .replace('}, environment', '},\n\n\n environment');

describe('two branches that changed the same app', () => {
  test('are in conflict without the driver', () => {
    git('checkout', '--quiet', '-B', 'merged', 'cpu');
    const { code, output } = git('-c', 'merge.espalier.driver=false', 'merge', '--no-edit', 'build');
    expect(code).not.toBe(0);
    expect(output).toContain(rendered);
    git('merge', '--abort');
  });

  test('are merged, and the tree is that of a fresh render', () => {
    git('checkout', '--quiet', '-B', 'merged', 'cpu');
    const { code, output } = git('merge', '--no-edit', 'build');
    expect(code, output).toBe(0);
    const text = readFileSync(join(workspace.root, rendered), 'utf8');
    expect(text).toContain('200m');
    expect(text).toContain("value: '2'");
    treeIsCurrent();
  });

  test('are rebased, and the tree is that of a fresh render', () => {
    git('checkout', '--quiet', '-B', 'merged', 'cpu');
    const { code, output } = git('rebase', 'build');
    expect(code, output).toBe(0);
    const text = readFileSync(join(workspace.root, rendered), 'utf8');
    expect(text).toContain('200m');
    expect(text).toContain("value: '2'");
    treeIsCurrent();
  });
});

describe('a conflict in a definition', () => {
  beforeEach(() => {
    git('checkout', '--quiet', '-B', 'conflict', 'other');
    expect(git('merge', '--no-edit', 'one').code).not.toBe(0);
  });

  test('alone is left to a person, and nothing is rendered before it is resolved', () => {
    expect(git('diff', '--name-only', '--diff-filter=U').output).toBe(`${shop}\n`);
    for (const command of ['generate', 'resolve-merge']) {
      const { code, err } = workspace.espalier(command);
      expect(code).toBe(1);
      expect(err).toContain(`ESP5033  ${shop}`);
      expect(err).toContain(`git add ${shop}`);
    }
    expect(() => workspace.nx('run', 'staging:render')).toThrow(
      expect.objectContaining({ stdout: expect.stringContaining('ESP5033') as string }) as Error,
    );
  });

  test('is committed with the render of what a person decided', () => {
    workspace.write({ [shop]: app('both') });
    git('add', shop);
    const { code, output } = git('commit', '--no-edit');
    expect(code, output).toBe(0);
    expect(readFileSync(join(workspace.root, rendered), 'utf8')).toContain('value: both');
    treeIsCurrent();
    expect(git('rev-list', '--parents', '-1', 'HEAD').output.trim().split(' ')).toHaveLength(3);
  });
});

test('a file that one branch changed and the other deleted is resolved by rendering', () => {
  branch('changed', { 'apps/cart/app.ts': app('2') });
  branch('deleted', {
    'apps/cart/releases/staging.yaml': undefined,
    'apps/cart/releases/production.yaml': release('1'),
  });
  const { code, output } = git('merge', '--no-edit', 'changed');
  if (code !== 0) {
    expect(output).toContain('CONFLICT (modify/delete)');
    const resolved = workspace.espalier('resolve-merge');
    expect(resolved.code, `${resolved.out}${resolved.err}`).toBe(0);
    expect(git('commit', '--no-edit').code).toBe(0);
  }
  treeIsCurrent();
});

test('a fast-forward renders and commits nothing', () => {
  expect(git('merge', '--ff-only', 'build').code).toBe(0);
  expect(git('rev-parse', 'HEAD').output).toBe(git('rev-parse', 'build').output);
});

test('a file of somebody else is neither overwritten nor staged', () => {
  workspace.write({ 'clusters/staging/shop/notes.yaml': 'mine: true\n' });
  const { code, err } = workspace.espalier('resolve-merge');
  expect(code).toBe(1);
  expect(err).toContain('ESP5034  clusters/staging/shop/notes.yaml');
  expect(git('status', '--porcelain').output).toBe('?? clusters/staging/shop/notes.yaml\n');
});

test('the hook of somebody else stays, and its owner is told which lines to add', () => {
  const hook = join(workspace.root, '.git/hooks/post-merge');
  const before = readFileSync(hook, 'utf8');
  workspace.write({ '.git/hooks/post-merge': '#!/bin/sh\necho mine\n' });
  const { code, err } = workspace.espalier('setup-merge');
  expect(code).toBe(1);
  expect(err).toContain('ESP5032  .git/hooks/post-merge');
  expect(err).toContain('npx --no-install nx resolve-merge platform');
  expect(readFileSync(hook, 'utf8')).toBe('#!/bin/sh\necho mine\n');
  workspace.write({ '.git/hooks/post-merge': before });
  expect(workspace.espalier('setup-merge').code).toBe(0);
});

test('only a clone can be set up', () => {
  const folder = execFileSync('mktemp', ['--directory'], { encoding: 'utf8' }).trim();
  const cli = join(workspace.root, 'packages/nx/src/cli.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--conditions=@espalier/source', cli, 'setup-merge'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('ESP5031');
});
