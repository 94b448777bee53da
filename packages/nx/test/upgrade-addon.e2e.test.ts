import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { app, Workspace } from './workspace.ts';

let workspace: Workspace;
const versionsFile = 'apps/platform/charts.yaml';
const application = 'clusters/staging/argocd/application-podinfo.yaml';

beforeAll(() => {
  workspace = new Workspace();
  const withAddon = (cluster: string): string =>
    readFileSync(join(workspace.root, cluster), 'utf8')
      .replace('\nexport', "\nimport { podinfo } from '../../addons/podinfo.ts';\nexport")
      .replace('environment:', 'addons: [podinfo],\n  environment:');
  workspace.write({
    'apps/platform/addons/podinfo.ts': `import { defineAddon } from '@espalier/model';
export const podinfo = defineAddon({
  name: 'podinfo',
  namespace: 'podinfo',
  chart: { repository: 'https://charts.example.com', name: 'podinfo', version: '6.9.0' },
  workloads: {},
});
`,
    ...Object.fromEntries(
      ['staging', 'production']
        .map((name) => `apps/platform/clusters/${name}/cluster.ts`)
        .map((cluster) => [cluster, withAddon(cluster)]),
    ),
  });
  workspace.nx('run-many', '--target=render');
  workspace.commit('rendered');
});

afterAll(() => {
  workspace.remove();
});

function generate(...args: readonly string[]): string {
  return workspace.nx('generate', '@espalier/nx:upgrade-addon', ...args);
}

function changedFiles(): string {
  return workspace.git('status', '--porcelain', '--untracked-files=all').trim();
}

test('one file is written, and the diff it leads to is the diff of the next render', () => {
  const args = ['podinfo', '--to=6.9.1', '--cluster=staging'];
  const dry = generate(...args, '--dry-run');
  expect(dry).toContain('+    targetRevision: 6.9.1');
  expect(dry).toContain(`CREATE ${versionsFile}`);
  expect(changedFiles()).toBe('');

  const shown = generate(...args);
  expect(shown).toContain('staging: podinfo 6.9.0 → 6.9.1');
  expect(changedFiles()).toBe(`?? ${versionsFile}`);
  expect(existsSync(join(workspace.root, versionsFile))).toBe(true);

  workspace.nx('run-many', '--target=render');
  expect(shown).toContain(workspace.git('diff', '--', application));
  expect(workspace.git('diff', '--name-only', '--', 'clusters').trim().split('\n')).toEqual([
    'clusters/staging/.espalier/argocd.json',
    application,
  ]);
  workspace.commit('staging first');

  expect(generate(...args)).toContain('podinfo is at 6.9.1 in staging already: nothing to do.');
  expect(changedFiles()).toBe('');
});

test('what was not rendered yet is reported, and is no part of the diff', () => {
  workspace.write({ 'apps/shop/app.ts': app('2') });
  const shown = generate('podinfo', '--to=6.9.2', '--dry-run');
  workspace.write({ 'apps/shop/app.ts': app('1') });
  expect(shown).toContain('staging: podinfo stays at 6.9.1, which it pins');
  expect(shown).toContain('production: 1 file to write, 0 to prune');
  expect(shown).toContain('clusters/production is already behind the definitions, by 1 file');
  expect(shown).toContain('+    targetRevision: 6.9.2');
  expect(shown).not.toContain('deployment-shop.yaml');
});

test.each([
  [
    ['podinfo', '--to=6.9.2', '--cluster=stagin'],
    "'stagin' is not a cluster of this platform. Did you mean 'staging'?",
  ],
  [['podinfoo', '--to=6.9.2'], "Did you mean 'podinfo'?"],
  [['podinfo', '--to=6.10'], 'is not one exact version'],
])('%j is refused', (args, expected) => {
  expect(() => generate(...args)).toThrow(
    expect.objectContaining({ stderr: expect.stringContaining(expected) as string }) as Error,
  );
  expect(changedFiles()).toBe('');
});
