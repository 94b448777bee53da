import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatProblem, warningsOf } from '../src/index.ts';
import { loadDefinitions, loadPlatform } from '../src/load/index.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'espalier-charts-'));
  write(root, {
    'package.json': '{ "type": "module" }',
    'apps/platform/platform.ts': `export default {
      name: 'small', repository: 'https://github.com/small/platform', domain: 'small.dev',
      owners: { platform: '@small' }, accounts: { one: { id: '111111111111', role: 'registry' } },
    };`,
    'apps/platform/environments/staging.ts': `export default { account: 'one', region: 'us-east-1', network: { cidr: '10.1.0.0/16' }, alarms: { emails: ['a@b.dev'] } };`,
    'apps/platform/clusters/staging/cluster.ts': clusterWith('https://charts.example.com'),
  });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function clusterWith(repository: string): string {
  return `export default { environment: 'staging', kubernetesVersion: '1.35',
    nodeGroups: { general: { instanceTypes: ['m7i.large'], size: { min: 1, max: 2 } } },
    addons: [{ name: 'web', namespace: 'web', workloads: {}, values: { vouched: { by: 'the addon' } },
      chart: { repository: '${repository}', name: 'shop', version: '1.2.3' } }] };`;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const shop: Readonly<Record<string, string>> = {
  'Chart.yaml': `name: shop
version: 1.2.3
dependencies:
  - { name: postgres, alias: database, condition: database.enabled }
  - { name: library }
  - { name: cache, version: 1.0.0 }
`,
  'values.yaml': `replicas: 1
podLabels: {}
server:
  image: { repository: shop, tag: "" }
  nodeSelector: { kubernetes.io/os: linux }
configs:
  cm: { create: true }
config: |
  level: {{ .Values.fromDefaults }}
`,
  'files/extra.yaml': '{{ .Values.fromFile }} {{ $labels.instance }}',
  'README.md': '{{ .Values.fromReadme }}',
  'values.schema.json': JSON.stringify({
    properties: {
      mode: { type: 'string' },
      tls: { $ref: '#/$defs/tls' },
      flags: { type: 'object', properties: { level: {} }, additionalProperties: { type: 'string' } },
    },
    $defs: { tls: { properties: { secretName: { type: 'string' } } } },
  }),
  'templates/_helpers.tpl': `{{ define "shop.component" }}{{ .component.priorityClass }}{{ end }}
    {{ define "shop.cm" }}{{ omit .Values.configs.cm "create" | toYaml }}{{ end }}`,
  'templates/deployment.yaml': `{{ .Values.server.logLevel }}{{ toYaml .Values.server.nodeSelector }}
    {{ include "shop.component" (dict "component" .Values.server) }}{{ .Values.global.region }}`,
  'charts/postgres/Chart.yaml': 'name: postgres\nversion: 3.0.0\n',
  'charts/postgres/values.yaml': 'storage: { size: 1Gi }\n',
  'charts/postgres/templates/set.yaml': '{{ .Values.storage.class }}{{ .Values.global.storageClass }}',
  'charts/library/Chart.yaml': 'name: library\nversion: 1.0.0\ntype: library\n',
  'charts/library/templates/_all.tpl': '{{ .Values.sharedOption }}',
};

/** Packs files as `helm package` does: in one folder, gzipped. */
function vendor(
  files: Readonly<Record<string, string>> = shop,
  archive = 'shop-1.2.3.tgz',
  paths: readonly string[] = ['shop'],
): void {
  const source = mkdtempSync(join(tmpdir(), 'espalier-chart-'));
  const charts = join(root, 'manifests/charts');
  mkdirSync(charts, { recursive: true });
  write(join(source, 'inside/shop'), files);
  write(source, { 'outside.yaml': 'a: 1\n' });
  const cwd = join(source, 'inside');
  create({ cwd, file: join(charts, archive), gzip: true, sync: true, preservePaths: true }, [...paths]);
  rmSync(source, { recursive: true });
}

async function problemsOf(overlay: string): Promise<string> {
  write(root, { 'manifests/values/web.yaml': overlay });
  return (await loadPlatform(root)).problems.map(formatProblem).join('\n\n');
}

describe('with the chart at hand, an overlay may have', () => {
  test.each([
    ['a key of values.yaml', 'server: { image: { tag: "2" } }'],
    ['anything where the default is empty', 'podLabels: { team: shop }'],
    ['a property of the schema', 'mode: fast'],
    ['a property behind a reference of the schema', 'tls: { secretName: shop }'],
    ['a property of any name, where the schema allows it', 'flags: { level: "1", other: "2" }'],
    ['a key that a template reads', 'server: { logLevel: debug }'],
    ['a key that a named template reads of what it is given', 'server: { priorityClass: high }'],
    ['anything in a mapping that a template passes on', 'server: { nodeSelector: { zone: a } }'],
    ['anything in a mapping that a template passes on after all', 'configs: { cm: { timeout: 5s } }'],
    ['a key of a subchart, under its alias', 'database: { storage: { size: 2Gi, class: gp3 } }'],
    ['what switches a subchart', 'database: { enabled: false }'],
    ['a key that a default reads, as a template', 'fromDefaults: debug'],
    ['a key that another file reads, as a template', 'fromFile: 1'],
    ['a key that a library reads', 'sharedOption: true'],
    ['anything of a subchart that is not in the archive', 'cache: { size: 1 }'],
    ['global, as the chart and its subcharts read it', 'global: { region: eu, storageClass: gp3 }'],
    ['what the addon itself sets', 'vouched: { by: hand }'],
  ])('%s', async (_, overlay) => {
    vendor();
    expect(await problemsOf(overlay)).toBe('');
  });
});

describe('with the chart at hand, an overlay may not have', () => {
  test('a key that the chart does not know', async () => {
    vendor();
    expect(await problemsOf('server: { image: { tga: "2" } }')).toMatchInlineSnapshot(`
      "ESP2313  manifests/values/web.yaml  server.image.tga
        'tga' is not a key that the chart shop 1.2.3 knows here. Did you mean 'tag'?
        Keys of the chart: repository, tag.
        Correct the key, move it to where the chart reads it, or remove it."
    `);
  });

  test.each([
    ['a misspelt key', 'replcas: 2', "ESP2313  manifests/values/web.yaml  replcas\n  'replcas' is not a key"],
    ['a misspelt mapping', 'sever: { logLevel: debug }', "Did you mean 'server'?"],
    ['a key that only the README names', 'fromReadme: 1', "'fromReadme' is not a key"],
    ['a key that is a label of an alert', 'instance: 1', "'instance' is not a key"],
    ['a key in the wrong place', 'logLevel: debug', 'ESP2313  manifests/values/web.yaml  logLevel'],
    ['a misspelt key of a subchart', 'database: { storage: { sise: 2Gi } }', "Did you mean 'size'?"],
    ["a subchart's own name, where it has an alias", 'postgres: { storage: {} }', 'yaml  postgres'],
    ['a global that nothing reads', 'global: { regoin: eu }', "Did you mean 'region'?"],
    ['a misspelt key behind a reference of the schema', 'tls: { secretNam: shop }', "Did you mean 'secretName'?"],
  ])('%s', async (_, overlay, expected) => {
    vendor();
    expect(await problemsOf(overlay)).toContain(expected);
  });
});

test('a global of a chart that reads none may be anything', async () => {
  vendor({ 'Chart.yaml': 'name: shop\nversion: 1.2.3\n', 'values.yaml': 'a: 1\n' });
  expect(await problemsOf('global: { region: eu }')).toBe('');
});

describe('an archive', () => {
  test('of another version than its name says', async () => {
    vendor({ ...shop, 'Chart.yaml': 'name: shop\nversion: 1.2.4\n' });
    expect(await problemsOf('replicas: 2')).toMatchInlineSnapshot(`
      "ESP1009  manifests/charts/shop-1.2.3.tgz  Chart.yaml
        It contains the chart shop 1.2.4.
        The chart that the file is named after: shop 1.2.3.
        Delete the file and pull the chart again."
    `);
  });

  test('that is damaged', async () => {
    vendor();
    const file = join(root, 'manifests/charts/shop-1.2.3.tgz');
    const packed = readFileSync(file);
    writeFileSync(file, packed.subarray(0, packed.length / 2));
    expect(await problemsOf('replicas: 2')).toMatch(
      /^ESP1008 {2}manifests\/charts\/shop-1\.2\.3\.tgz\n {2}It is not a gzipped tar/,
    );
    writeFileSync(file, 'not an archive');
    expect(await problemsOf('replicas: 2')).toContain('It is not a gzipped tar archive');
  });

  test('that leaves its directory', async () => {
    vendor(shop, 'shop-1.2.3.tgz', ['shop', '../outside.yaml']);
    expect(await problemsOf('replicas: 2')).toContain("The entry '../outside.yaml' leaves the directory of the chart.");
  });

  test('that is too large', async () => {
    vendor({ ...shop, 'templates/zeros.yaml': ' '.repeat(104_857_601) });
    expect(await problemsOf('replicas: 2')).toContain('It unpacks to more than 100 MiB');
  });

  test('without a chart, or with one that is not YAML', async () => {
    vendor({ 'notes.txt': 'nothing\n' });
    expect(await problemsOf('replicas: 2')).toContain('It has no Chart.yaml');
    vendor({ ...shop, 'values.yaml': 'a: [1\n' });
    expect(await problemsOf('replicas: 2')).toContain('A file in it is not YAML');
  });

  test('is not read for an addon without an overlay', async () => {
    write(root, { 'manifests/charts/shop-1.2.3.tgz': 'not an archive' });
    expect((await loadPlatform(root)).problems).toEqual([]);
  });

  test('is read once', async () => {
    vendor();
    const { definitions } = await loadDefinitions(root);
    const first = definitions?.vendoredCharts('shop', '1.2.3');
    expect(first?.problems).toEqual([]);
    expect(definitions?.vendoredCharts('shop', '1.2.3')).toBe(first);
    expect(definitions?.vendoredCharts('../charts/shop', '1.2.3')).toBeUndefined();
  });
});

test.each(['shop.tar.gz', 'shop/Chart.yaml'])('%s among the charts, which nothing would read', async (path) => {
  write(root, { [`manifests/charts/${path}`]: '' });
  expect(await problemsOf('')).toMatch(/^ESP1007 {2}manifests\/charts\/shop/);
});

describe('without the chart', () => {
  async function warnings(repository: string, overlay: string): Promise<string> {
    write(root, {
      'apps/platform/clusters/staging/cluster.ts': clusterWith(repository),
      'manifests/values/web.yaml': overlay,
    });
    const { platform } = await loadPlatform(root);
    if (platform === undefined) throw new Error('no platform');
    return warningsOf(platform, '2026-11-22').map(formatProblem).join('\n\n');
  }

  test('an overlay is not checked, and the warning has the command that changes this', async () => {
    expect(await warnings('https://charts.example.com', 'replcas: 2\n')).toMatchInlineSnapshot(`
      "ESP2405  manifests/values/web.yaml
        The keys of this overlay are not checked, and Helm silently ignores unknown keys.
        The chart in manifests/charts/shop-1.2.3.tgz, to check them against.
        Run: helm pull shop --repo https://charts.example.com --version 1.2.3 --destination manifests/charts"
    `);
  });

  test('the command for an OCI registry', async () => {
    expect(await warnings('ghcr.io/example/charts', 'replcas: 2\n')).toContain(
      'helm pull oci://ghcr.io/example/charts/shop --version 1.2.3 --destination manifests/charts',
    );
  });

  test('an overlay with nothing but comments needs no check', async () => {
    expect(await warnings('https://charts.example.com', '# nothing yet\n')).toBe('');
  });
});
