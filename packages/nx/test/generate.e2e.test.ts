import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { release, Workspace } from './workspace.ts';

let workspace: Workspace;

beforeAll(() => {
  workspace = new Workspace();
});

beforeEach(() => {
  workspace.reset();
});

afterAll(() => {
  workspace.remove();
});

const espalier: Workspace['espalier'] = (...args) => workspace.espalier(...args);

/** An app with a table, and a volume where it is to be a StatefulSet. */
const stock = `import { defineApp, table } from '@espalier/model';
export default defineApp({
  namespace: 'shop',
  owner: 'platform',
  workload: { kind: 'statefulSet', volumes: { data: { path: '/data', size: '1Gi' } } },
  container: { port: 8080, resources: { cpu: '100m', memory: '128Mi' } },
  needs: { orders: table({ key: 'id' }) },
});
`;

/** The lines of "Next", and the headline above them. */
function next(out: string): readonly string[] {
  const lines = out.trimEnd().split('\n');
  return lines.slice(lines.indexOf('Next') - 2).map((line) => line.trim().replaceAll(/ {2,}.*/g, ''));
}

describe('both layers, from one command', () => {
  test('manifests, plans and the bootstrap are written, and again nothing is', () => {
    const { code, out, err } = espalier('generate');
    expect({ code, err }).toEqual({ code: 0, err: 'rendered production\nrendered staging\nplanned 5 stacks\n' });
    expect(out).toMatch(/│ production +│.*written/);
    expect(out).toMatch(/│ environment-staging +│ +\d+ │ \d+ files written/);
    expect(readdirSync(join(workspace.root, 'clusters')).sort()).toEqual(['cloud', 'production', 'staging']);
    expect(existsSync(join(workspace.root, 'apps/cloud/bootstrap/one/main.tf.json'))).toBe(true);
    workspace.commit('generated');
    workspace.mark('generated');
    expect(espalier('generate').out).toContain('The tree is what the model says');
    expect(workspace.git('status', '--porcelain')).toBe('');
  });

  test('what comes next is about what has changed', () => {
    workspace.reset('generated');
    workspace.write({ 'apps/shop/releases/production.yaml': release('2') });
    expect(next(espalier('generate').out)).toEqual([
      expect.stringMatching(/^1 file of the tree changed/),
      '',
      'Next',
      'git diff --stat clusters/',
      'npx nx contract production',
      'git add apps clusters && git commit',
    ]);
    workspace.write({
      'apps/stock/app.ts': stock,
      'apps/stock/releases/staging.yaml': release('1'),
    });
    expect(next(espalier('generate').out).slice(3)).toEqual([
      'git diff --stat clusters/',
      'npx nx contract production',
      'npx nx contract staging',
      'npx nx preview account-one',
      'npx nx preview cluster-staging',
      'npx nx preview environment-staging',
      'git add apps clusters && git commit',
    ]);
  });

  test('JSON holds what was written, or what is wrong', () => {
    expect(JSON.parse(espalier('generate', '--json').out)).toMatchObject({
      problems: [],
      clusters: [{ cluster: 'production' }, { cluster: 'staging' }],
      plans: [{ stack: 'account-one' }, {}, {}, {}, {}],
    });
    workspace.write({ 'apps/shop/releases/production.yaml': '- not\n  a: mapping\n' });
    const { code, out } = espalier('generate', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ problems: [{ code: 'ESP1005' }] });
  });
});

describe('an app with data that is deleted', () => {
  beforeAll(() => {
    workspace.reset();
    workspace.write({ 'apps/stock/app.ts': stock, 'apps/stock/releases/staging.yaml': release('1') });
    espalier('generate');
    workspace.commit('stock');
    workspace.mark('stock');
  });

  beforeEach(() => {
    workspace.reset('stock');
    workspace.write({ 'apps/stock': undefined });
  });

  const data = [
    'stock leaves staging, and had data that nobody can make again:',
    '    dynamodb.table-stock-orders',
    '    the claims of its StatefulSet, which stay in the cluster until someone deletes them',
  ].join('\n');

  test.each(['render', 'generate'])('%s says what data goes, and how it is uninstalled', (command) => {
    const { out } = espalier(command);
    expect(out).toContain(data);
    expect(out).toContain('npx nx uninstall staging --application stock');
    expect(out.split('dynamodb.table-stock-orders')).toHaveLength(2);
    expect(espalier(command).out).not.toContain('nobody can make again');
  });

  test('so does Nx, in its default output style', () => {
    expect(workspace.nx('run-many', '--target=render')).toContain(data);
  });

  test('is uninstalled as the last commit had it, before and after that is committed', () => {
    espalier('generate');
    const before = espalier('uninstall', 'staging', 'stock');
    expect(before).toMatchObject({ code: 0, err: '' });
    expect(before.out).toContain('Commit that it is out of the model');
    expect(before.out).not.toContain('git rm');
    expect(before.out).toContain('dynamodb delete-table');
    workspace.commit('without stock');
    const removedBy = workspace.git('rev-parse', '--short=12', 'HEAD').trim();
    workspace.write({ 'README.md': '# Smaller\n' });
    workspace.commit('something else');
    const after = espalier('uninstall', 'staging', 'stock');
    expect(after.out).toContain(`See that commit ${removedBy} is on the main branch`);
    expect(after.out).toContain('delete persistentvolumeclaim');
    expect(workspace.git('status', '--porcelain')).toBe('');
    expect(espalier('uninstall', 'staging', 'stok').code).toBe(1);
  });
});

test('a render by Nx shows counts and warnings in the default output style, each warning once', () => {
  workspace.write({
    'apps/platform/clusters/staging/cluster.ts': workspace
      .read('apps/platform/clusters/staging/cluster.ts')
      .replace(
        'defineCluster({',
        "defineCluster({\n  addons: [{ name: 'old', namespace: 'old', lifecycle: { status: 'retired', since: '2026-01-01', source: 'https://example.com', instead: 'a new one' } }],",
      ),
  });
  const out = workspace.nx('run-many', '--target=render');
  expect(out).toContain('staging: ');
  expect(out).toMatch(/production: \d+ applications, \d+ objects; \d+ files written/);
  expect(out.match(/ESP2401/g)).toHaveLength(1);
});

describe('a change that the API server refuses', () => {
  beforeAll(() => {
    workspace.reset();
    workspace.write({ 'apps/stock/app.ts': stock, 'apps/stock/releases/staging.yaml': release('1') });
    espalier('render');
    workspace.commit('rendered with stock');
    workspace.mark('rendered-with-stock');
  });

  beforeEach(() => {
    workspace.reset('rendered-with-stock');
  });

  test('is rendered, and said with the steps that work, by the command line and by Nx', () => {
    workspace.write({ 'apps/stock/app.ts': stock.replace('1Gi', '2Gi') });
    const { code, out } = espalier('render');
    expect(code).toBe(0);
    expect(out).toContain('ESP8001  clusters/staging/stock/statefulset-stock.yaml  spec.volumeClaimTemplates[data]');
    expect(out).toContain('patch persistentvolumeclaim data-stock-0');
    expect(out).toContain('delete --namespace shop statefulset/stock --cascade=orphan');
    expect(workspace.read('clusters/staging/stock/statefulset-stock.yaml')).toContain('storage: 2Gi');
    workspace.write({ 'apps/stock/app.ts': stock.replace("size: '1Gi'", "size: '3Gi', storageClass: 'io2'") });
    expect(workspace.nx('run-many', '--target=render')).toContain('ESP8001');
  });

  test('is found in the Helm values of an addon', () => {
    const file = 'apps/platform/clusters/staging/cluster.ts';
    const cluster = workspace.read(file);
    const withLogs = (size: string): string =>
      cluster.replace(
        'defineCluster({',
        `defineCluster({\n  addons: [{ name: 'logs', namespace: 'logs', chart: { repository: 'https://charts.example.com', name: 'logs', version: '1.0.0' }, workloads: {}, values: { persistence: { size: '${size}' } } }],`,
      );
    workspace.write({ [file]: withLogs('10Gi') });
    espalier('render');
    workspace.write({ [file]: withLogs('20Gi') });
    const { out } = espalier('render');
    expect(out).toContain('ESP8007  clusters/staging/values/logs.yaml  persistence');
    expect(out).toContain('It changes from size "10Gi" to size "20Gi", which the API server may refuse.');
    expect(out).toContain('kubectl --namespace logs get statefulset,persistentvolumeclaim');
  });

  test('is not seen in an ordinary one', () => {
    workspace.write({ 'apps/stock/releases/staging.yaml': release('2') });
    expect(espalier('render').out).not.toContain('refuse');
  });
});
