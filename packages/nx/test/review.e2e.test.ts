import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { app, release, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeAll(() => {
  workspace = new Workspace();
  workspace.write({
    '.gitignore': 'node_modules\n.nx\nout\n',
    'nx.json': JSON.stringify({
      analytics: false,
      neverConnectToCloud: true,
      defaultProject: 'platform',
      plugins: ['@espalier/nx/plugin'],
    }),
  });
  expect(workspace.espalier('generate').code).toBe(0);
  workspace.commit('rendered');
  workspace.mark('rendered');
});

afterAll(() => {
  workspace.remove();
});

beforeEach(() => {
  workspace.git('checkout', '--quiet', '--force', 'main');
  workspace.reset('rendered');
});

test('a review of the working tree compares with where it left the default branch, and says what changes', () => {
  workspace.git('checkout', '--quiet', '-b', 'bump');
  workspace.write({ 'apps/shop/releases/staging.yaml': release('2') });
  workspace.espalier('render');
  const { code, out } = workspace.espalier('review');
  expect(code).toBe(0);
  expect(out).toContain('→ working tree');
  expect(out).toContain('Deployment shop/shop');
  expect(out).toMatch(/:1 → \S*:2/);
  expect(out).toContain('caused by apps/shop/releases/staging.yaml');
  expect(out).not.toContain('production');
});

test('nothing is said where nothing changed, and the comment is empty', () => {
  const { code, out } = workspace.espalier('review', '--markdown', 'out/review.md');
  expect(code).toBe(0);
  expect(out).toContain('Nothing changes');
  expect(workspace.read('out/review.md')).toBe('');
});

test('`nx review` writes every voice, and its parts are joined', () => {
  workspace.write({ 'apps/shop/app.ts': app('2') });
  workspace.espalier('render');
  workspace.nx('review', '--base=HEAD', '--only=staging', '--json=out/one.json');
  workspace.nx('review', '--base=HEAD', '--only=production', '--json=out/other.json');
  const out = workspace.nx(
    'review',
    '--join=out/one.json,out/other.json',
    '--json=out/all.json',
    '--markdown=out/review.md',
    '--html=out/review.html',
    '--sarif=out/review.sarif',
    '--filesUrl=https://github.com/small/platform/blob/abc',
  );
  expect(out).toContain('2 changes in 2 clusters');
  expect(workspace.read('out/review.md')).toContain(
    'https://github.com/small/platform/blob/abc/clusters/production/shop/deployment-shop.yaml',
  );
  expect(JSON.parse(workspace.read('out/all.json'))).toMatchObject({
    version: 1,
    changes: [{ at: [{ place: 'production' }, { place: 'staging' }] }],
  });
  expect(JSON.parse(workspace.read('out/review.sarif'))).toMatchObject({ version: '2.1.0' });
  expect(workspace.read('out/review.html')).toMatch(/^<!doctype html>/i);
});

test('a preview by Pulumi that is none is an error that says how to write one', () => {
  workspace.write({ 'out/cluster-staging.json': '{}' });
  const { code, err } = workspace.espalier('review', '--base', 'HEAD', '--previews', 'out/cluster-staging.json');
  expect(code).toBe(1);
  expect(err).toContain('ESP8033');
  expect(err).toContain('npx nx pulumi cluster-staging -- preview --json > out/cluster-staging.json');
});

test('a review needs a commit to compare with', () => {
  workspace.git('checkout', '--quiet', '--orphan', 'island');
  workspace.commit('alone');
  const { code, err } = workspace.espalier('review');
  expect(code).toBe(1);
  expect(err).toContain('ESP8032');
});

const acknowledgements = 'apps/platform/acknowledgements';

test('the gate stops a change that deletes a namespace, until the change acknowledges what it is told', () => {
  for (const file of ['app.ts', 'releases'])
    workspace.write({ [`apps/cart/${file}`]: undefined, [`apps/shop/${file}`]: undefined });
  workspace.write({ 'apps/cart': undefined, 'apps/shop': undefined });
  workspace.espalier('generate');
  const refused = workspace.espalier('guard', '--base', 'HEAD');
  expect(refused.code).toBe(1);
  expect(refused.err).toContain('ESP8101 in staging: Namespace shop');
  // Each finding prints the file that acknowledges it: written to the letter, with a reason and a name.
  const files = [...refused.err.matchAll(/write (\S+\.yaml) in the same change:\n((?: {2}[a-z]+: .*\n){7})/g)];
  expect(files.length).toBeGreaterThan(0);
  for (const [index, [, , text = '']] of files.entries()) {
    const content = text
      .replaceAll(/^ {2}/gm, '')
      .replace(/<why.*>/, 'Both apps moved to another platform.')
      .replace('@<who takes it>', '@small/platform');
    workspace.write({ [`${acknowledgements}/${index}.yaml`]: content });
  }
  const accepted = workspace.espalier('guard', '--base', 'HEAD');
  expect(accepted.err).toBe('');
  expect(accepted.code).toBe(0);
  expect(accepted.out).toContain('is acknowledged by @small/platform: Both apps moved to another platform.');
  workspace.commit('deleted');
  // What was acknowledged is merged, and counts for no later change.
  expect(workspace.espalier('guard', '--base', 'HEAD').code).toBe(0);
});

test('a cluster folder that is gone, and a branch that was pushed by force, do not pass', () => {
  workspace.write({ 'clusters/production': undefined });
  const gone = workspace.espalier('guard', '--base', 'HEAD');
  expect(gone.code).toBe(1);
  expect(gone.err).toContain('ESP8107');
  workspace.reset('rendered');
  workspace.write({ 'README.md': '# Another history\n' });
  workspace.commit('lost');
  const lost = workspace.git('rev-parse', 'HEAD').trim();
  workspace.reset('rendered');
  workspace.write({ 'README.md': '# Rewritten\n' });
  workspace.commit('rewritten');
  const rewritten = workspace.espalier('guard', '--base', lost, '--head', 'HEAD');
  expect(rewritten.code).toBe(1);
  expect(rewritten.err).toContain('ESP8044');
  expect(existsSync(join(workspace.root, 'out'))).toBe(true);
});
