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
    expect(espalier('generate').out).toContain('The tree matches the model');
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
      'npx nx review platform',
      'npx nx contract production',
      'git add apps clusters && git commit',
    ]);
    workspace.write({
      'apps/stock/app.ts': stock,
      'apps/stock/releases/staging.yaml': release('1'),
    });
    expect(next(espalier('generate').out).slice(3)).toEqual([
      'git diff --stat clusters/',
      'npx nx review platform',
      'npx nx contract production',
      'npx nx contract staging',
      'npx nx preview account-one',
      'npx nx preview cluster-staging',
      'npx nx preview environment-staging',
      'git add apps clusters && git commit',
    ]);
  });

  test.each([
    ['staging', "The app 'staging' has the same name as the cluster in apps/platform/clusters/staging/cluster.ts."],
    [
      'environments',
      "The app 'environments' has the same name as the environments in apps/platform/environments/production.ts.",
    ],
    ['cluster-staging', "The app 'cluster-staging' has the same name as the stack in"],
    ['account-one', "The app 'account-one' has the same name as the stack in apps/platform/platform.ts."],
    ['toolkit', "The app 'toolkit' has the same name as the package in packages/toolkit/package.json."],
  ])('an app called %s, which Nx has already, is refused before anything is written', (name, message) => {
    workspace.write({
      'packages/toolkit/package.json': '{ "name": "toolkit" }',
      [`apps/${name}/app.ts`]: workspace.read('apps/shop/app.ts'),
      'apps/shop': undefined,
    });
    const { code, err } = espalier('generate');
    expect(code).toBe(1);
    expect(err).toContain(`ESP5001  apps/${name}/app.ts\n  ${message}`);
    expect(existsSync(join(workspace.root, 'clusters'))).toBe(false);
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
    'stock leaves staging, and had data that cannot be recreated:',
    '    dynamodb.table-stock-orders',
    '    the claims of its StatefulSet, which stay in the cluster until someone deletes them',
  ].join('\n');

  test.each(['render', 'generate'])('%s says what data goes, and how it is uninstalled', (command) => {
    const { out } = espalier(command);
    expect(out).toContain(data);
    expect(out).toContain('npx nx uninstall staging --application stock');
    expect(out.split('dynamodb.table-stock-orders')).toHaveLength(2);
    // Until it is committed, every run says so.
    expect(espalier(command).out).toContain(data);
    if (command === 'render') espalier('plan');
    workspace.commit('without stock');
    expect(espalier(command).out).not.toContain('cannot be recreated');
  });

  test('so does Nx, in its default output style', () => {
    expect(workspace.nx('run-many', '--target=render')).toContain(data);
  });

  test('is uninstalled to the letter, and the contract holds, whether its release or all of it is deleted', () => {
    const findings = (): unknown => JSON.parse(espalier('contract', 'staging', '--json').out);
    espalier('generate');
    const withoutStock = findings();
    workspace.git('checkout', '--quiet', 'HEAD', 'clusters');
    const follow = (title: RegExp): void => {
      const { steps } = JSON.parse(espalier('uninstall', 'staging', 'stock', '--json').out) as {
        readonly steps: readonly { readonly title: string; readonly commands: readonly string[] }[];
      };
      for (const command of steps.find((step) => title.test(step.title))?.commands ?? [expect.fail('no such step')]) {
        const [first = '', ...words] = command.replace('npm start', 'npx nx generate').split(' ');
        if (words[1] === 'contract') expect(findings()).toEqual(withoutStock);
        else if (first === 'npx') expect(espalier(...words.slice(1))).toMatchObject({ code: 0 });
        else if (words[0] === 'rm') workspace.git(...words);
      }
    };
    follow(/Commit its removal from the model/);
    workspace.git('checkout', '--quiet', 'HEAD', '.');
    follow(/Delete its release/);
    expect(workspace.git('status', '--porcelain')).toContain('D clusters/cloud/environment-staging/stock/');
  });

  test('is uninstalled as the last commit had it, before and after that is committed', () => {
    espalier('generate');
    const before = espalier('uninstall', 'staging', 'stock');
    expect(before).toMatchObject({ code: 0, err: '' });
    expect(before.out).toContain('Commit its removal from the model');
    expect(before.out).not.toContain('git rm');
    expect(before.out).toContain('dynamodb delete-table');
    workspace.commit('without stock');
    const removedBy = workspace.git('rev-parse', '--short=12', 'HEAD').trim();
    workspace.write({ 'README.md': '# Smaller\n' });
    workspace.commit('something else');
    const after = espalier('uninstall', 'staging', 'stock');
    expect(after.out).toContain(`Check that commit ${removedBy} is on the main branch`);
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
  beforeEach(() => {
    workspace.write({ 'apps/stock/app.ts': stock, 'apps/stock/releases/staging.yaml': release('1') });
    espalier('render');
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

describe('a change of a plan that AWS refuses, or that loses data', () => {
  const withNeeds = (needs: string): string => stock.replace(/needs:.*/, `needs: ${needs},`);
  const imports = "import { defineApp, postgres, secret, table } from '@espalier/model';";
  const appFile = (text: string): Readonly<Record<string, string>> => ({
    'apps/stock/app.ts': text.replace(/^import.*/, imports),
    'apps/stock/releases/staging.yaml': release('1'),
    [clusterFile]: workspace
      .read(clusterFile)
      .replace(/defineCluster\(\{\n(?! *addons)/, `defineCluster({\n  addons: [${secretsAddon}],\n`),
  });
  const clusterFile = 'apps/platform/clusters/staging/cluster.ts';
  const secretsAddon =
    "{ name: 'secrets', namespace: 'kube-system', provides: { crdGroups: ['external-secrets.io'] } }";
  const environment = 'apps/platform/environments/staging.ts';

  test('storage of a database that shrinks, an earlier engine and another sort key', () => {
    const needs = (storage: string, version: string, sortKey: string): string =>
      withNeeds(
        `{ database: postgres({ storage: '${storage}', version: '${version}' }), orders: table({ key: 'id'${sortKey} }) }`,
      );
    workspace.write(appFile(needs('100Gi', '17', '')));
    espalier('generate');
    workspace.write(appFile(needs('50Gi', '16', ", sortKey: 'at'")));
    const { code, out, err } = espalier('generate');
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(out).toContain('AWS will refuse these changes, or data will be lost');
    const plan = 'clusters/cloud/environment-staging/stock';
    expect(out).toContain(`ESP8020  ${plan}/rds.instance-stock-database.yaml  inputs.allocatedStorage`);
    expect(out).toContain(`ESP8021  ${plan}/rds.instance-stock-database.yaml  inputs.engineVersion`);
    expect(out).toContain(`ESP8023  ${plan}/dynamodb.table-stock-orders.yaml  inputs.rangeKey`);
    expect(out).toContain('It holds items. Another one cannot be created: retainOnDelete keeps the old one in AWS');
  });

  test('a secret that is renamed with the namespace of its app, and what comes next', () => {
    // The secret of the database is written by the plan, and loses nothing.
    const before = withNeeds("{ key: secret({ keys: ['value'] }), database: postgres({ storage: '20Gi' }) }");
    workspace.write(appFile(before));
    espalier('generate');
    workspace.commit('with a secret');
    workspace.write(appFile(before.replace("namespace: 'shop'", "namespace: 'stock'")));
    for (const out of [espalier('generate').out, espalier('generate').out]) {
      expect(out).toContain('ESP8023  clusters/cloud/environment-staging/stock/secretsmanager.secret-stock-key.yaml');
      expect(out).toContain('It changes from "small/staging/shop/stock/key" to "small/staging/stock/stock/key".');
      expect(out).toContain('npx nx secrets staging');
      expect(out.match(/ESP8023/g)).toHaveLength(1);
      // The claims of a StatefulSet do not follow to another namespace either.
      expect(out).toContain('shop/data-stock-0');
    }
    workspace.commit('moved');
    expect(espalier('generate').out).not.toContain('ESP80');
  });

  test('a network, with its subnets in one; a region, which is all that is said of it then', () => {
    espalier('plan');
    const text = workspace.read(environment);
    workspace.write({ [environment]: text.replace('10.1.0.0/16', '10.9.0.0/16') });
    const { out } = espalier('plan');
    expect(out).toContain('ESP8023  clusters/cloud/environment-staging/network/ec2.vpc-network.yaml  inputs.cidrBlock');
    expect(out).toContain("which is protected: 'npx nx up environment-staging' stops there");
    expect(out.match(/ESP8023/g)).toHaveLength(2);
    expect(out).toMatch(/So do \d+ others: ec2.subnet-/);
    workspace.write({ [environment]: text.replace('us-east-1', 'eu-west-1') });
    const moved = espalier('plan').out;
    expect(moved).toContain('It changes from us-east-1 to eu-west-1. It replaces every resource of the stack');
    expect(new Set(moved.match(/ESP80\d\d/g))).toEqual(new Set(['ESP8024']));
  });

  test('a version of EKS, by the command line and by Nx', () => {
    const text = workspace.read(clusterFile).replace('1.35', '1.36');
    workspace.write({ [clusterFile]: text });
    espalier('plan');
    workspace.write({ [clusterFile]: text.replace('1.36', '1.35') });
    const { out } = espalier('plan');
    expect(out).toContain('ESP8022  clusters/staging/cloud/small-staging/eks.index.cluster-small-staging.yaml');
    expect(out).toContain('EKS upgrades a control plane and never takes it back.');
    workspace.write({ [clusterFile]: text });
    expect(espalier('plan').out).not.toContain('ESP8022');
    workspace.write({ [clusterFile]: text.replace('1.36', '1.35') });
    expect(workspace.nx('plan', 'cluster-staging')).toContain('ESP8022');
  });
});

describe('against the last commit', () => {
  beforeEach(() => {
    workspace.write({ 'apps/stock/app.ts': stock, 'apps/stock/releases/staging.yaml': release('1') });
    espalier('generate');
    workspace.commit('stock');
  });

  test('a change that the API server refuses is said until it is committed, and not once it is taken back', () => {
    workspace.write({ 'apps/stock/app.ts': stock.replace('1Gi', '2Gi') });
    expect(espalier('render').out).toContain('"1Gi" to "2Gi"');
    const again = espalier('render').out;
    expect(again).toContain('ESP8001  clusters/staging/stock/statefulset-stock.yaml');
    expect(again).toContain('The tree matches the model');
    expect(next(again)).toContain('npx nx contract staging');
    workspace.write({ 'apps/stock/app.ts': stock.replace('1Gi', '3Gi') });
    expect(espalier('render').out).toContain('"1Gi" to "3Gi"');
    workspace.write({ 'apps/stock/app.ts': stock });
    expect(espalier('render').out).not.toContain('ESP8001');
    expect(workspace.git('status', '--porcelain')).toBe('');
    expect(espalier('render').out).not.toContain('differ from the last commit');
  });

  test('a StatefulSet that becomes a Deployment leaves its claims, with their names', () => {
    workspace.write({ 'apps/stock/app.ts': stock.replace(/ *workload:.*\n/, '') });
    for (const command of ['render', 'generate'] as const) {
      const { out } = espalier(command);
      expect(out).toContain('stock is no longer the same StatefulSet in staging');
      expect(out).toContain('shop/data-stock-0, …');
    }
  });

  test.each([
    ['cluster', 'apps/platform/clusters/staging', ['cluster-staging']],
    ['environment', 'apps/platform/environments/staging.ts', ['cluster-staging', 'environment-staging']],
  ])('a deleted %s has a stack that must be destroyed first', (_what, deleted, stacks) => {
    workspace.write({ 'apps/platform/clusters/staging': undefined });
    if (!deleted.includes('clusters')) {
      workspace.write({
        [deleted]: undefined,
        'apps/shop/releases/staging.yaml': undefined,
        'apps/cart': undefined,
        'apps/stock': undefined,
      });
    }
    for (const out of [espalier('generate').out, espalier('generate').out]) {
      for (const stack of stacks)
        expect(out).toContain(`${stack} is no longer in the model, but its resources are still in AWS`);
      expect(out).toContain(`git restore --source=HEAD --staged --worktree ${deleted} && npm start`);
      expect(out).toContain("'Taking down a cluster and an environment'");
    }
  });
});
