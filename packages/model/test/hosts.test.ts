import { describe, expect, test } from 'vitest';
import { formatProblem, names, resolve, type AddonDefinition } from '../src/index.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

const ingress = (name: string, ingressClassName: string, ...hosts: readonly string[]): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name },
  spec: { ingressClassName, rules: hosts.map((host) => ({ host })) },
});

/** Problems of a cluster whose load balancer passes on some hosts. */
function problemsOf(
  passedOn: readonly string[],
  app: string,
  ofAddon?: string,
  ofChart?: string,
  more: readonly AddonDefinition[] = [],
): string {
  const { clusters } = definitions();
  const { staging } = clusters;
  if (staging === undefined) throw new Error('there is no cluster staging');
  const [controller, ...others] = examplesAddons;
  if (controller === undefined) throw new Error('there is no ingress controller');
  const grafana: AddonDefinition = { name: 'grafana', namespace: 'monitoring', workloads: {} };
  const addons = [
    { ...controller, objects: [ingress('load-balancer', 'alb', ...passedOn)] },
    {
      ...grafana,
      ...(ofChart !== undefined && { provides: { hosts: { dashboards: ofChart } } }),
      objects: ofAddon === undefined ? [] : [ingress('grafana', 'nginx', ofAddon)],
    },
    ...others,
    ...more,
  ] as readonly AddonDefinition[];
  const apps = { shop: located('shop', { ...smallApp, ingress: { host: app } }, ['staging']) };
  return resolve(definitions({ clusters: { staging: { ...staging, value: { ...staging.value, addons } } }, apps }))
    .problems.map(formatProblem)
    .join('\n\n');
}

test.each([
  ['*.acme.dev', 'id.acme.dev', true],
  ['*.acme.dev', 'acme.dev', false],
  ['*.acme.dev', 'api.eu.acme.dev', false],
  ['acme.dev', 'acme.dev', true],
  ['id.acme.dev', 'id.acme.dev', true],
])('%s is a name of %s: %j', (pattern, host, expected) => {
  expect(names.coversHost(pattern, host)).toBe(expected);
});

describe('a host that the load balancer does not pass on', () => {
  test('the domain itself', () => {
    expect(problemsOf(['*.staging.acme.dev'], '{domain}')).toMatchInlineSnapshot(`
      "ESP2233  apps/shop/app.ts  ingress.host
        The app 'shop' has an Ingress for staging.acme.dev, which the load balancer of cluster 'staging' does not pass on.
        A host that one of these matches, where * matches one label: *.staging.acme.dev.
        Choose such a host, or add 'staging.acme.dev' to the hosts of 'ingress'."
    `);
    expect(problemsOf(['*.staging.acme.dev', 'staging.acme.dev'], '{domain}')).toBe('');
  });

  test('two labels below the domain', () => {
    expect(problemsOf(['*.staging.acme.dev'], 'api.eu.{domain}')).toContain('ESP2233');
    expect(problemsOf(['*.staging.acme.dev', '*.eu.staging.acme.dev'], 'api.eu.{domain}')).toBe('');
  });

  test('of an addon', () => {
    expect(problemsOf(['*.staging.acme.dev'], 'id.{domain}', 'grafana.staging.acme.dev')).toBe('');
    expect(problemsOf(['*.staging.acme.dev'], 'id.{domain}', 'grafana.eu.staging.acme.dev')).toContain(
      "The addon 'grafana' has an Ingress for grafana.eu.staging.acme.dev, which the load balancer",
    );
  });
});

describe('a host that leads to two', () => {
  const message = (path: string, other: string) =>
    `ESP2217  ${path}\n  grafana.staging.acme.dev${other} in cluster 'staging'.`;

  test("an app's, and that of an addon's chart, which has every path of it", () => {
    const text = problemsOf(['*.staging.acme.dev'], 'grafana.{domain}', undefined, 'grafana.staging.acme.dev');
    expect(text).toContain(message('apps/shop/app.ts  ingress', "/ already belongs to the addon 'grafana'"));
    expect(text).toContain('Choose another host.');
  });

  test("an app's, and that of an Ingress among an addon's objects", () => {
    expect(problemsOf(['*.staging.acme.dev'], 'grafana.{domain}', 'grafana.staging.acme.dev')).toContain(
      message('apps/shop/app.ts  ingress', "/ already belongs to the addon 'grafana'"),
    );
  });

  test('two addons', () => {
    const host = 'grafana.staging.acme.dev';
    const text = problemsOf(['*.staging.acme.dev', host], 'id.{domain}', host, undefined, [
      { name: 'charts', namespace: 'charts', provides: { hosts: { dashboards: host } }, workloads: {} },
    ]);
    expect(text).toContain(
      message('apps/platform/clusters/staging/cluster.ts  addons', " already belongs to the addon 'charts'"),
    );
  });
});

test("the host of an addon's chart is in its environment's domain and is forwarded", () => {
  expect(problemsOf(['*.staging.acme.dev'], 'id.{domain}', undefined, 'grafana.acme.dev')).toContain(
    "The addon 'grafana' has an Ingress for grafana.acme.dev.\n  A host in staging.acme.dev",
  );
  expect(problemsOf(['*.staging.acme.dev'], 'id.{domain}', undefined, 'a.b.staging.acme.dev')).toContain('ESP2233');
});

test.each(['/api', '/', '/api/v1', '/.well-known/acme', '/a_b-c.d'])('the path %s of an Ingress', (path) => {
  const apps = { shop: located('shop', { ...smallApp, ingress: { host: 'a.{domain}', paths: [path] } }) };
  expect(resolve(definitions({ apps })).problems).toEqual([]);
});

// What the API server (`//`, `/../`, `%2f`), ingress-nginx (characters, its own files) and an ALB (length) refuse.
test.each([
  'api',
  '/a//b',
  '/a/../b',
  '/a/.',
  '/a/..',
  '/a%2fb',
  '/a b',
  '/a*',
  '/(a|b)',
  '/a~b',
  '/a:b',
  '/etc/passwd',
  `/${'a'.repeat(128)}`,
])('the path %s of an Ingress is refused', (path) => {
  const apps = { shop: located('shop', { ...smallApp, ingress: { host: 'a.{domain}', paths: [path] } }) };
  expect(resolve(definitions({ apps })).problems.map(({ code, path: at }) => `${code} ${at}`)).toContain(
    'ESP2001 ingress.paths[0]',
  );
});

test.each(['/', '//tmp', '/a//b', '/proc', '/proc/sys', '/sys', '/a/../b', 'tmp', '/a:b', '/a\nb'])(
  'a writable directory %j is refused',
  (path) => {
    const container = { ...smallApp.container, writableDirectories: [path] };
    const apps = { shop: located('shop', { ...smallApp, container }) };
    expect(resolve(definitions({ apps })).problems.map(({ path: at }) => at)).toContain(
      'container.writableDirectories[0]',
    );
  },
);

test.each([
  'nginx:latest',
  'nginx',
  'https://ghcr.io/acme/x:1',
  'ghcr.io/acme//x:1',
  'ghcr.io/acme/x..y:1',
  'Acme/x:1',
])('the image %s of a sidecar is refused', (image) => {
  const sidecars = { proxy: { image, resources: { cpu: '1m', memory: '16Mi' } } };
  const apps = { shop: located('shop', { ...smallApp, sidecars }) };
  expect(resolve(definitions({ apps })).problems.map(({ path }) => path)).toContain('sidecars.proxy.image');
});

test('an address in place of a tag', () => {
  const shop = located('shop', smallApp, ['staging']);
  const value = { image: { tag: 'ghcr.io/acme/shop:1.4.0' } };
  const releases = { staging: { file: 'apps/shop/releases/staging.yaml', value } };
  expect(
    resolve(definitions({ apps: { shop: { ...shop, releases } } }))
      .problems.map(formatProblem)
      .join(),
  ).toContain("Expected only the tag, as text, such as '1.4.0'; the repository belongs in 'image.repository'.");
});

test.each([
  ['eu-wst-1', 'Expected an AWS region such as eu-west-1.'],
  [
    'cn-north-1',
    "Expected a region of the partition 'aws', since every ARN here starts with arn:aws:; cn-north-1 is in 'aws-cn'.",
  ],
])('an environment in %s', (region, expected) => {
  const { environments } = definitions();
  const staging = { file: 'staging.ts', value: { account: 'staging', region, network: { cidr: '10.10.0.0/16' } } };
  expect(resolve(definitions({ environments: { ...environments, staging } })).problems.map(formatProblem)[0]).toContain(
    expected,
  );
});

test.each([
  ['m7i.larg', 'm7i.large'],
  ['m7i.Large', 'm7i.large'],
  ['t4g.mikro', 't4g.micro'],
])('nodes of type %s', (type, meant) => {
  const { clusters } = definitions();
  const { staging } = clusters;
  if (staging === undefined) throw new Error('there is no cluster staging');
  const nodeGroups = { general: { instanceTypes: [type], size: { min: 1, max: 2 } } };
  const wrong = { ...staging, value: { ...staging.value, nodeGroups } };
  expect(
    resolve(definitions({ clusters: { staging: wrong } }))
      .problems.map(formatProblem)
      .join(),
  ).toContain(`Found '${type}'.\n  Expected an instance type of EC2 such as ${meant}.`);
});

test.each(['db.t4g.mikro', 'db.m7i', 'db.c6gd.large', 't4g.medium'])('a database of class %s', (instanceClass) => {
  const needs = { database: { kind: 'postgres' as const, storage: '20Gi', instanceClass } };
  const apps = { shop: located('shop', { ...smallApp, needs }) };
  expect(resolve(definitions({ apps })).problems.map(formatProblem).join()).toContain(
    'Expected an instance class of RDS for PostgreSQL such as db.',
  );
});
