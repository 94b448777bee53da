import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatProblem } from '../src/index.ts';
import { loadDefinitions, loadPlatform } from '../src/load/index.ts';

const app = `export default { namespace: 'shop', owner: 'platform', container: { resources: { cpu: '1', memory: '1Gi' } } };`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'espalier-load-'));
  write({
    'package.json': '{ "type": "module" }',
    'apps/platform/platform.ts': `export default {
      name: 'small', repository: 'https://github.com/small/platform', domain: 'small.dev',
      owners: { platform: '@small' }, accounts: { one: { id: '111111111111', role: 'registry' } },
    };`,
    'apps/platform/environments/staging.ts': `export default { account: 'one', region: 'us-east-1', network: { cidr: '10.1.0.0/16' } };`,
    'apps/platform/clusters/staging/cluster.ts': `export default { environment: 'staging', kubernetesVersion: '1.35',
      nodeGroups: { general: { instanceTypes: ['m7i.large'], size: { min: 1, max: 2 } } } };`,
    'apps/shop/app.ts': app,
    'apps/shop/releases/staging.yaml': 'image: { tag: "1" }\n',
    'apps/notes/README.md': 'a folder without app.ts is no app\n',
    'manifests/dashboards/deep/one.json': '{}',
  });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

async function problems(files: Readonly<Record<string, string>>): Promise<string> {
  write(files);
  return (await loadPlatform(root)).problems.map(formatProblem).join('\n\n');
}

test('everything is found by its place', async () => {
  const { definitions, problems: none } = await loadDefinitions(root);
  expect(none).toEqual([]);
  expect(Object.keys(definitions?.apps ?? {})).toEqual(['shop']);
  expect(definitions?.manifests).toEqual({ dashboards: { 'deep/one.json': '{}' } });
  expect((await loadPlatform(root)).platform?.clusters['staging']?.apps[0]?.version).toBe('1');
});

test('a definition that throws', async () => {
  expect(await problems({ 'apps/shop/app.ts': `const zone = undefined as any;\nexport default zone.name;\n` }))
    .toMatchInlineSnapshot(`
    "ESP1002  apps/shop/app.ts:2:21
      The definition failed while it was loaded: Cannot read properties of undefined (reading 'name').
      A definition only declares: it uses no network, no clock and no file that may be missing.
      Correct what throws."
  `);
});

test('a definition that imports something missing', async () => {
  expect(await problems({ 'apps/shop/app.ts': `import { x } from './gone.ts';\nexport default x;\n` }))
    .toMatchInlineSnapshot(`
    "ESP1003  apps/shop/app.ts  import
      './gone.ts' cannot be found.
      Imports name an installed package, or a file with its ending, such as ./network.ts.
      Correct the import; for a package, run 'npm install'."
  `);
  expect(await problems({ 'apps/cart/app.ts': `import { x } from '@acme/gone';\nexport default x;\n` })).toContain(
    "ESP1003  apps/cart/app.ts  import\n  '@acme/gone' cannot be found.",
  );
});

test('a file without a default export', async () => {
  expect(await problems({ 'apps/shop/app.ts': 'export const app = {};\n' })).toContain('ESP1004  apps/shop/app.ts');
});

test.each([
  ['apps/shop/app.ts', 'defineApp({ … })'],
  ['apps/shop/chart.ts', '(chart: Chart, app: ResolvedApp): void => { … }'],
  ['apps/platform/platform.ts', 'definePlatform({ … })'],
  ['apps/platform/environments/staging.ts', 'defineEnvironment({ … })'],
  ['apps/platform/clusters/staging/cluster.ts', 'defineCluster({ … })'],
])('%s without a default export is one problem, with the form of the file', async (file, form) => {
  const text = await problems({ [file]: 'export const other = {};\n' });
  expect(text).toContain(`ESP1004  ${file}  default\n`);
  expect(text).toContain(`Expected \`export default ${form}\`.`);
  expect(text.match(/^ESP/gm)).toHaveLength(1);
});

test.each(["import './gone.ts';", 'throw new Error("one");', 'export default wrong;', 'export const chart = 1;'])(
  'a chart.ts that cannot be loaded is one problem: %s',
  async (text) => {
    expect((await problems({ 'apps/shop/chart.ts': text })).match(/^ESP/gm)).toHaveLength(1);
  },
);

test('a release that is not YAML', async () => {
  expect(await problems({ 'apps/shop/releases/staging.yaml': 'image: {tag: 1\n' })).toMatchInlineSnapshot(`
    "ESP1005  apps/shop/releases/staging.yaml:2:1
      This is not YAML: Flow map in block collection must be sufficiently indented and end with a }.
      A YAML file with one document.
      Correct the syntax at this place."
  `);
});

test('a release of two documents, or of none', async () => {
  expect(
    await problems({ 'apps/shop/releases/staging.yaml': 'image: { tag: "1" }\n---\nimage: { tag: "2" }\n' }),
  ).toContain('ESP1005');
  expect(await problems({ 'apps/shop/releases/staging.yaml': '# nothing\n' })).toContain(
    'ESP2001  apps/shop/releases/staging.yaml',
  );
});

test('a release that is too large', async () => {
  expect(
    await problems({ 'apps/shop/releases/staging.yaml': `image: { tag: "1" } #${'x'.repeat(1_048_576)}` }),
  ).toContain('ESP1006');
});

test('several files at once', async () => {
  const text = await problems({
    'apps/shop/app.ts': 'throw new Error("one");\n',
    'apps/cart/app.ts': 'export default { namespace: "cart" };\n',
    'apps/platform/environments/staging.ts': 'throw new Error("two");\n',
  });
  expect(text.match(/^ESP\d+ +\S+/gm)).toEqual([
    'ESP1002  apps/platform/environments/staging.ts:1:7',
    'ESP1002  apps/shop/app.ts:1:7',
    'ESP2004  apps/cart/app.ts',
    'ESP2004  apps/cart/app.ts',
  ]);
});

test.each([
  ['apps/shop/releases/production.yml', 'image: { tag: "1" }\n'],
  ['apps/cart/App.ts', 'export default {};\n'],
  ['apps/cart/release/staging.yaml', 'image: { tag: "1" }\n'],
  ['apps/platform/environments/production.yaml', ''],
  ['manifests/values/loki.yml', ''],
])('%s, which nothing would read', async (file, text) => {
  expect(await problems({ [file]: text })).toMatch(/^ESP1007 /);
});

test.each([
  ['apps/app.ts', 'Move it to apps/<name>/app.ts, or elsewhere.'],
  ['apps/checkout.yaml', 'Move it to apps/<name>/app.ts, or elsewhere.'],
  ['apps/cart/releases', 'Move it into such a folder.'],
  ['apps/platform/clusters/production.ts', 'Move it to apps/platform/clusters/<name>/cluster.ts.'],
  ['apps/platform/clusters/production/Cluster.ts', "Did you mean 'cluster.ts'?"],
  ['apps/platform/cluster/production/cluster.ts', "Did you mean 'clusters'?"],
  ['apps/platform/chart.yml', "Did you mean 'charts.yaml'?"],
  ['apps/shop/release/production.yaml', "Did you mean 'releases'?"],
  ['apps/shop/Releases2/production.yaml', "Did you mean 'releases'?"],
  ['apps/shop/releases/production.yaml/a.yaml', 'Data files end in .yaml.'],
  ['apps/shop/charts.ts', "Did you mean 'chart.ts'?"],
  ['apps/shop/cloud.mjs', "Did you mean 'cloud.ts'?"],
  ['apps/shop/release.yaml', 'Move it to apps/shop/releases/<environment>.yaml.'],
  ['manifests/value/loki.yaml', "Did you mean 'values'?"],
])('%s, which is in the wrong place or nearly called right', async (file, remedy) => {
  write({ 'apps/cart/app.ts': app });
  const text = await problems({ [file]: '' });
  expect(text).toMatch(/^ESP1007 /);
  expect(text).toContain(remedy);
  expect(text.match(/^ESP/gm)).toHaveLength(1);
});

test('hidden files and notes are nothing anywhere', async () => {
  const folders = ['apps', 'apps/shop', 'apps/shop/releases', 'apps/platform', 'apps/platform/environments'];
  const more = ['apps/platform/clusters', 'manifests', 'manifests/values', 'manifests/dashboards', 'manifests/charts'];
  const files = [...folders, ...more].flatMap((folder) => [`${folder}/.DS_Store`, `${folder}/README.md`]);
  const harmless = [
    'apps/LICENSE',
    'apps/vitest.config.ts',
    'apps/shop/app.js',
    'apps/shop/cart.ts',
    'apps/shop/charts/x',
  ];
  expect(await problems(Object.fromEntries([...files, ...harmless].map((file) => [file, 'x'])))).toBe('');
  expect((await loadDefinitions(root)).definitions?.manifests['dashboards']).not.toHaveProperty('.DS_Store');
});

test('a release in conflict', async () => {
  const text = '<<<<<<< HEAD\nimage: { tag: "1" }\n=======\nimage: { tag: "2" }\n>>>>>>> other\n';
  expect(await problems({ 'apps/shop/releases/staging.yaml': text })).toContain('The file contains a merge conflict.');
});

test('a tag that YAML reads as a number', async () => {
  expect(await problems({ 'apps/shop/releases/staging.yaml': 'image: { tag: 1.10 }\n' })).toContain('Put it in quotes');
});

test('an overlay with nothing but comments is a mapping', async () => {
  const text = await problems({ 'manifests/values/gone.yaml': '# nothing yet\n' });
  expect(text).toContain("No cluster has an addon 'gone'");
  expect(text).not.toContain('ESP2001');
});

test('an overlay that Helm would read differently', async () => {
  expect(await problems({ 'manifests/values/loki.yaml': 'gateway:\n  enabled: off\n' })).toContain(
    "ESP1010  manifests/values/loki.yaml:2:12  gateway.enabled\n  off is false to Helm and Kubernetes, which read YAML 1.1, and 'off' to readers of YAML 1.2.",
  );
});

test.each(['image: { tag: 0123 }\n', 'image: { tag: 1_000 }\n', 'image: { tag: on }\n'])(
  'a release whose tag readers read differently: %s',
  async (text) => {
    expect(await problems({ 'apps/shop/releases/staging.yaml': text })).toMatch(/^ESP1010 .*image\.tag$/m);
  },
);

test('a manifest that an addon reads, and that readers of YAML disagree on, is a problem of its file', async () => {
  const text = await problems({
    'manifests/alerts/apps.yaml': 'groups:\n  - name: on\n',
    'apps/platform/clusters/staging/cluster.ts': `export default { environment: 'staging', kubernetesVersion: '1.35',
      nodeGroups: { general: { instanceTypes: ['m7i.large'], size: { min: 1, max: 2 } } },
      addons: [{ name: 'rules', namespace: 'rules', objects: ({ documents }) => { documents('alerts'); return []; } }] };`,
  });
  expect(text).toMatch(/^ESP1010 {2}manifests\/alerts\/apps\.yaml:2:11 {2}groups\[0\]\.name$/m);
  expect(text).not.toContain('ESP2301');
});

/** As Node itself loads them: Vitest has its own way with syntax errors. */
function problemsInNode(files: Readonly<Record<string, string>>): string {
  write(files);
  const source = (file: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, '../src', file)).href);
  const script = `
    import { formatProblem } from ${source('index.ts')};
    import { loadPlatform } from ${source('load/index.ts')};
    const { problems } = await loadPlatform(${JSON.stringify(root)});
    process.stdout.write(problems.map(formatProblem).join('\\n\\n'));`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', stdio: 'pipe' });
}

test('a syntax error is one problem, without a second one for what the file then lacks', () => {
  const text = 'export default {\n  namespace: "shop",,\n};\n';
  expect(problemsInNode({ 'apps/shop/app.ts': text, 'apps/platform/environments/staging.ts': text }))
    .toMatchInlineSnapshot(`
    "ESP1002  apps/platform/environments/staging.ts:2
      This is not TypeScript: Unexpected token \`,\`. Expected identifier, string literal, numeric literal or [ for the computed key.
      A file that Node can parse.
      Correct the syntax; the editor shows the place.

    ESP1002  apps/shop/app.ts:2
      This is not TypeScript: Unexpected token \`,\`. Expected identifier, string literal, numeric literal or [ for the computed key.
      A file that Node can parse.
      Correct the syntax; the editor shows the place."
  `);
});

test('an import of what a module does not export', () => {
  const files = {
    'apps/platform/size.ts': 'export const size = 1;\n',
    'apps/shop/app.ts': `import { sise } from '../platform/size.ts';\nexport default sise;\n`,
  };
  expect(problemsInNode(files)).toMatchInlineSnapshot(`
    "ESP1003  apps/shop/app.ts:1  import
      '../platform/size.ts' exports no 'sise'.
      Imports name what a module exports.
      Correct the name, or export 'sise' there; a type is imported with 'import type'."
  `);
});

test('an import of what a CommonJS module does not export', () => {
  const files = {
    'node_modules/drawing/package.json': '{ "name": "drawing", "main": "index.js" }',
    'node_modules/drawing/index.js': 'exports.Chart = class {};\n',
    'apps/shop/chart.ts': `import { Chrt } from 'drawing';\nexport default () => Chrt;\n`,
  };
  expect(problemsInNode(files)).toMatchInlineSnapshot(`
    "ESP1003  apps/shop/chart.ts:1  import
      'drawing' exports no 'Chrt'.
      Imports name what a module exports.
      Correct the name; a type is imported with 'import type'."
  `);
});

test('a name that is not imported', async () => {
  expect(await problems({ 'apps/shop/app.ts': 'export default defineApp({ namespace: "shop" });\n' }))
    .toMatchInlineSnapshot(`
    "ESP1003  apps/shop/app.ts:1:16
      'defineApp' is neither declared nor imported here.
      Names that the file declares or imports.
      Add: import { defineApp } from '@espalier/model';"
  `);
  expect(await problems({ 'apps/cart/app.ts': 'export default shopApp({});\n' })).toContain(
    "'shopApp' is neither declared nor imported here.\n  Names that the file declares or imports.\n  Import it; addons are in '@espalier/addons'.",
  );
});

test('problems of an own addon name its own file', async () => {
  const model = join(import.meta.dirname, '../src/index.ts');
  const text = await problems({
    'apps/platform/addons/mine.ts': `import { defineAddon } from ${JSON.stringify(model)};
      export const mine = () => defineAddon({ name: 'mine', namspace: 'x', namespace: 'mine',
        chart: { repository: 'https://charts.example.com', name: 'mine', version: '1' }, workloads: {} });`,
    'apps/platform/clusters/staging/cluster.ts': `import { mine } from '../../addons/mine.ts';
      export default { environment: 'staging', kubernetesVersion: '1.35',
        nodeGroups: { general: { instanceTypes: ['m7i.large'], size: { min: 1, max: 2 } } }, addons: [mine()] };`,
  });
  expect(text).toMatchInlineSnapshot(`
    "ESP2001  apps/platform/addons/mine.ts  chart.version
      Found '1'.
      Expected one exact version such as 1.2.3, not a range.
      Correct the value.

    ESP2002  apps/platform/addons/mine.ts  namspace
      'namspace' is not a known key here. Did you mean 'namespace'?
      Known keys: name, options, namespace, alsoInNamespaces, clusterKinds, podSecurity, lifecycle, chart, values, objects, workloads, provides, claims, requires, serverSideApply, ignoreDifferences.
      Correct the key or remove it."
  `);
});
