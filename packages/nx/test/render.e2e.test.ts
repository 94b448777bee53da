import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { app, release, Workspace } from './workspace.ts';

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

/** Every file of the tree with its mtime in nanoseconds. */
function treeState(): ReadonlyMap<string, bigint> {
  const root = join(workspace.root, 'clusters');
  const paths = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }).sort() : [];
  return new Map(paths.map((path) => [path, statSync(join(root, path), { bigint: true }).mtimeNs]));
}

function read(path: string): string {
  return readFileSync(join(workspace.root, path), 'utf8');
}

const espalier: Workspace['espalier'] = (...args) => workspace.espalier(...args);

describe('with Nx', () => {
  test('one batch renders every cluster, and again touches no file', () => {
    const output = workspace.nxWithIsolatedPlugins('run-many', '--target=render');
    expect(output).toContain('Successfully ran target render for 3 projects');
    expect(read('clusters/production/shop/deployment-shop.yaml')).toContain('name: shop');
    const before = treeState();
    expect(workspace.nx('run-many', '--target=render', '--output-style=static')).toContain('nothing to do');
    expect(treeState()).toEqual(before);
  });

  test('a named cluster is rendered alone', () => {
    workspace.nx('render', 'production');
    expect(readdirSync(join(workspace.root, 'clusters'))).toEqual(['production']);
  });

  test('only what a change reaches is rendered', () => {
    workspace.nx('run-many', '--target=render');
    workspace.commit('rendered');
    workspace.write({ 'apps/shop/releases/production.yaml': release('2') });
    workspace.commit('release');
    workspace.nx('affected', '--target=render', '--base=HEAD~1');
    expect(
      workspace
        .git('status', '--porcelain')
        .trim()
        .split('\n')
        .map((line) => line.trim().slice(2)),
    ).toEqual(['clusters/production/.espalier/shop.json', 'clusters/production/shop/deployment-shop.yaml']);
  });

  test('a cluster that is gone from the model is pruned by the render of the platform', () => {
    workspace.nx('run-many', '--target=render');
    workspace.write({
      'apps/platform/clusters/staging': undefined,
      'clusters/staging/shop/notes.yaml': 'by: hand\n',
    });
    expect(failed(() => workspace.nx('render', 'platform')).out).toContain('clusters/staging/shop/notes.yaml');
    expect(readdirSync(join(workspace.root, 'clusters/staging'), { recursive: true })).toEqual([
      'shop',
      'shop/notes.yaml',
    ]);
    expect(existsSync(join(workspace.root, 'clusters/production/root.yaml'))).toBe(true);
  });

  test('a broken definition leaves the graph standing and fails the render with all that is wrong', () => {
    workspace.write({
      'apps/shop/app.ts': app('1').replace('port: 8080', 'prot: 8080'),
      'apps/cart/app.ts': "throw new Error('not today');\n",
      'apps/platform/clusters/production/cluster.ts': "import './missing.ts';\nexport default {};\n",
    });
    expect(workspace.nx('show', 'projects')).toContain('production');
    const { out } = failed(() => workspace.nx('run-many', '--target=render'));
    expect(out).toContain("Did you mean 'port'?");
    expect(out).toContain('not today');
    expect(out).toContain('ESP1003');
  });

  test('two definitions of one name', () => {
    workspace.write({ 'apps/staging/app.ts': app('1') });
    expect(failed(() => workspace.nx('show', 'projects')).out).toContain(
      "The app 'staging' has the same name as the cluster in apps/platform/clusters/staging/cluster.ts.",
    );
  });

  test('secrets, bootstrap and uninstall are targets of a cluster', () => {
    expect(workspace.nx('secrets', 'staging')).toContain('Nothing in staging reads a secret');
    expect(failed(() => workspace.nx('bootstrap', 'staging')).out).toContain('ESP5002');
    expect(workspace.nx('uninstall', 'staging', '--application=shop')).toContain(
      'git rm apps/shop/releases/staging.yaml',
    );
  });
});

describe('on the command line', () => {
  test('a render says what each cluster holds, what changed and what comes next', () => {
    const first = espalier('render');
    expect(first.code).toBe(0);
    expect(first.out).toContain('git diff --stat clusters/');
    const second = espalier('render');
    expect(second.out).toContain('The tree matches the model');
    const json: unknown = JSON.parse(espalier('render', '--json').out);
    expect(json).toMatchObject({
      problems: [],
      clusters: [{ cluster: 'production', written: 0 }, { cluster: 'staging' }],
    });
  });

  test('the same model gives the same bytes', () => {
    espalier('render');
    workspace.commit('rendered');
    workspace.write({ clusters: undefined });
    espalier('render');
    expect(workspace.git('status', '--porcelain')).toBe('');
  });

  test('a render of one cluster leaves the others alone', () => {
    espalier('render', 'staging');
    expect(readdirSync(join(workspace.root, 'clusters'))).toEqual(['staging']);
  });

  test('problems: exit code 1, and nothing is written', () => {
    workspace.write({ 'apps/shop/releases/production.yaml': '- not\n  a: mapping\n' });
    const { code, err } = espalier('render');
    expect(code).toBe(1);
    expect(err).toContain('ESP1005  apps/shop/releases/production.yaml:1:3');
    expect(existsSync(join(workspace.root, 'clusters'))).toBe(false);
  });

  test('a Kubernetes version that EKS no longer runs: exit code 1, and nothing is written', () => {
    const path = 'apps/platform/clusters/staging/cluster.ts';
    workspace.write({ [path]: read(path).replace(/kubernetesVersion: '[^']*'/, "kubernetesVersion: '1.29'") });
    const { code, err } = espalier('render');
    expect(code).toBe(1);
    expect(err).toContain(`ESP2403  ${path}  kubernetesVersion\n  EKS has not run Kubernetes 1.29 since 2026-03-23.`);
    expect(existsSync(join(workspace.root, 'clusters'))).toBe(false);
  });

  test('objects of chart.ts and of own addons that the API server refuses: every fault at once, and nothing is written', () => {
    workspace.write({
      'apps/shop/chart.ts': `import { ApiObject, type Chart } from 'cdk8s';
export default (chart: Chart): void => {
  new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'smtp' }, stringData: { password: 'x' } });
  new ApiObject(chart, 'b', { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', metadata: { name: 'shop-more' } });
};
`,
    });
    const { code, err } = espalier('render', 'staging');
    expect(code).toBe(1);
    expect(err).toContain('ESP7201  apps/shop/chart.ts  Secret smtp stringData');
    expect(err).toContain("smtp: secret({ keys: ['password'] })");
    expect(err).toContain('ESP7203  apps/shop/chart.ts  PodDisruptionBudget shop-more apiVersion');
    expect(existsSync(join(workspace.root, 'clusters/staging/shop'))).toBe(false);
    workspace.write({
      'apps/shop/chart.ts': undefined,
      'apps/platform/clusters/staging/cluster.ts': workspace
        .read('apps/platform/clusters/staging/cluster.ts')
        .replace(
          'defineCluster({',
          "defineCluster({ addons: [{ name: 'own', namespace: 'own', objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { app: 'a b' } } }] }],",
        ),
    });
    expect(espalier('render', 'staging').err).toContain('ConfigMap a metadata.labels.app');
  });

  test('what keeps a definition from loading is reported as Node sees it', () => {
    workspace.write({
      'apps/shop/app.ts': 'enum Size { Small }\nexport default { size: Size.Small };\n',
      'apps/cart/app.ts': "import { gone } from './gone.ts';\nexport default gone;\n",
    });
    const { err } = espalier('render');
    expect(err).toContain('ESP1002  apps/shop/app.ts\n  The file uses TypeScript that Node does not strip');
    workspace.write({ 'apps/shop/app.ts': 'export default {\n' });
    expect(espalier('render').err).toContain('ESP1002  apps/shop/app.ts');
    expect(err).toContain("ESP1003  apps/cart/app.ts  import\n  'apps/cart/gone.ts' cannot be found.");
  });

  test.each(['process.exit(0);\n', 'await new Promise(() => undefined);\nexport default {};\n'])(
    'a definition that ends the process, or never loads: %j',
    (text) => {
      workspace.write({ 'apps/shop/app.ts': text });
      const { code, err } = espalier('render');
      expect(err).toContain('Espalier ended before it was done');
      expect(code).toBe(3);
    },
  );

  test('a YAML bomb is refused', () => {
    const bomb = [
      'a: &a [x, x]',
      ...Array.from('bcdefgh').map((key, index) => `${key}: &${key} [${`*${'abcdefg'[index] ?? ''}, `.repeat(9)}]`),
    ];
    workspace.write({ 'apps/shop/releases/production.yaml': `${bomb.join('\n')}\n` });
    expect(espalier('render').err).toContain('ESP1006');
  });

  test.each([
    [['rendre'], 2],
    [['render', '--no-such-flag'], 2],
    [['render', 'stagin'], 1],
    [['uninstall', 'staging', 'shop', '--json'], 0],
    [['uninstall', 'staging', 'shpo'], 1],
    [['uninstall', 'staging'], 2],
    [['--help'], 0],
  ] as const)('%j exits with %i', (args, code) => {
    expect(espalier(...args).code).toBe(code);
  });

  test('outside a workspace', () => {
    workspace.write({ apps: undefined });
    expect(espalier('render').err).toContain('ESP1001  apps/platform/platform.ts');
  });
});

/** What a failing command printed. */
function failed(command: () => string): { readonly out: string } {
  try {
    return { out: `${command()} (did not fail)` };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return { out: stdout + stderr };
  }
}
