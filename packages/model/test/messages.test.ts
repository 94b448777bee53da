import { expect, test } from 'vitest';
import { formatProblem, optionSchemas, resolve, warningsOf, type Definitions } from '../src/index.ts';
import { validate } from '../src/problem/schema-problems.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

function problemsOf(parts: Partial<Definitions>): string {
  return resolve(definitions(parts)).problems.map(formatProblem).join('\n\n');
}

test('a size without its unit, in the options of an addon', () => {
  const schema = optionSchemas.object({ storage: optionSchemas.gibibytes(1, 16_384) });
  expect(validate(schema, { storage: '50G' }, 'cluster.ts').problems.map(formatProblem).join()).toMatchInlineSnapshot(`
    "ESP2001  cluster.ts  storage
      Found '50G'.
      Expected a size in gibibytes from 1Gi to 16384Gi, as text such as '50Gi'.
      Correct the value."
  `);
});

test("no default message of zod reaches a person: no 'Invalid input'", () => {
  const wrong: readonly unknown[] = [undefined, null, 0, 1.5, '', '!', [], {}, true, () => 0, 'x'.repeat(5000)];
  const { object, list, either, choice, constant, ...others } = optionSchemas;
  const single = Object.values(others).map((schema) => (typeof schema === 'function' ? schema(1, 2) : schema));
  const schemas = [
    ...single,
    list(optionSchemas.url).min(1),
    choice(['a', 'b']),
    constant('a'),
    either([constant('none'), object({ memory: optionSchemas.byteQuantity() })]),
  ];
  for (const schema of schemas) {
    for (const value of wrong) {
      const { problems } = validate<unknown>(object({ key: schema }), { key: value }, 'cluster.ts');
      for (const { expected } of problems) expect(expected).not.toMatch(/[Ii]nvalid|[Tt]oo (small|big)|received/);
    }
  }
});

test('a misspelt key that is required is one problem', () => {
  const resources = { cpu: '1', memry: '1Gi' } as unknown as typeof smallApp.container.resources;
  const container = { ...smallApp.container, resources };
  expect(problemsOf({ apps: { shop: located('shop', { ...smallApp, container }) } })).toMatchInlineSnapshot(`
    "ESP2002  apps/shop/app.ts  container.resources.memry
      'memry' is not a known key here. Did you mean 'memory'?
      Known keys: cpu, memory, cpuLimit, memoryLimit, gpus.
      Correct the key or remove it."
  `);
});

test('a host in the domain of another environment, written with {domain} already', () => {
  const { environments } = definitions();
  const { staging, production } = environments;
  if (staging === undefined || production === undefined) throw new Error('an environment is missing');
  const all = { staging, production: { ...production, value: { ...production.value, domain: 'acme.dev' } } };
  const shop = located('shop', { ...smallApp, ingress: { host: 'shop.staging.{domain}' } }, ['production']);
  expect(problemsOf({ environments: all, apps: { shop } })).toMatchInlineSnapshot(`
    "ESP2225  apps/shop/app.ts  ingress.host
      The host shop.staging.acme.dev in production is in staging.acme.dev, the domain of environment 'staging'.
      A host in acme.dev: the zone and certificate of environment 'production' are for it.
      Write something else before '{domain}', or override 'ingress.host' in environments.production."
  `);
  const fixed = located('shop', { ...smallApp, ingress: { host: 'shop.staging.acme.dev' } }, ['production']);
  expect(problemsOf({ environments: all, apps: { shop: fixed } })).toContain("Write '{domain}' for the domain");
});

test('an overlay for an addon that a cluster, or no cluster, has', () => {
  const overlay = (addon: string, cluster?: string) => ({ addon, cluster, file: 'o.yaml', value: {} });
  expect(problemsOf({ overlays: [overlay('agnt', 'staging'), overlay('agnt')] })).toMatchInlineSnapshot(`
    "ESP2308  o.yaml
      Cluster 'staging' has no addon 'agnt'. Did you mean 'agent'?
      Addons with values: agent, ingress, secrets.
      Rename the file after an addon, or delete it.

    ESP2308  o.yaml
      No cluster has an addon 'agnt'. Did you mean 'agent'?
      Addons with values: agent, ingress, secrets.
      Rename the file after an addon, or delete it."
  `);
});

test('an addon whose project has ended is one warning, in however many clusters it is', () => {
  const lifecycle = {
    status: 'retired',
    since: '2026-03-20',
    source: 'https://example.com',
    instead: 'another',
  } as const;
  const { clusters } = definitions();
  const both = Object.fromEntries(
    Object.entries(clusters).map(([name, cluster]) => [
      name,
      {
        ...cluster,
        value: { ...cluster.value, addons: [...examplesAddons, { name: 'old', namespace: 'old', lifecycle }] },
      },
    ]),
  );
  const { platform } = resolve(definitions({ clusters: both }));
  if (platform === undefined) throw new Error('there is no platform');
  expect(warningsOf(platform, '2026-11-22').map(formatProblem).join('\n\n')).toMatchInlineSnapshot(`
    "ESP2401  apps/platform/clusters/production/cluster.ts  addons
      The project behind 'old', which production and staging have, has been retired since 2026-03-20 (https://example.com).
      Software that is maintained.
      Use another."
  `);
});

/** The app `shop`, with something else at a path of keys; its problems. */
function problemsWith(change: (app: typeof smallApp) => object): string {
  return problemsOf({ apps: { shop: located('shop', change(smallApp) as typeof smallApp) } });
}

test.each<[string, (app: typeof smallApp) => object, string]>([
  [
    'replicas.cpu',
    (app) => ({ ...app, replicas: { min: 1, max: 2, cpu: 70 } }),
    "a percentage from 1% to 100%, such as '70%'",
  ],
  [
    'container.metrics',
    (app) => ({ ...app, container: { ...app.container, metrics: true } }),
    "an HTTP path such as '/metrics', or { path: '/metrics', port: 'admin' } for a port of its own",
  ],
  [
    'container.resources',
    (app) => ({ ...app, container: { port: 8080 } }),
    "a mapping such as { cpu: '250m', memory: '512Mi' }",
  ],
  ['owner', (app) => ({ ...app, owner: undefined }), 'one of platform'],
  [
    'workload',
    (app) => ({ ...app, workload: 'job' }),
    'a mapping with kind: one of deployment, statefulSet, cronJob, job',
  ],
  [
    'needs.database',
    (app) => ({ ...app, needs: { database: 'postgres' } }),
    'a mapping with kind: one of postgres, bucket, table, queue, secret, policy, cache',
  ],
  ['talksTo', (app) => ({ ...app, talksTo: 'shop' }), 'a list, each entry the name of an app, or a mapping with host'],
  [
    'container.port',
    (app) => ({ ...app, container: { ...app.container, port: '80' } }),
    'a whole number from 1 to 65535',
  ],
])('the problem of %s, of another type or missing, says what it takes', (path, change, expected) => {
  const text = problemsWith(change);
  expect(text).toContain(`apps/shop/app.ts  ${path}\n`);
  expect(text).toContain(`\n  Expected ${expected}.\n`);
  expect(text.match(/^ESP/gm)).toHaveLength(1);
});

test('a release whose image is not indented', () => {
  const shop = located('shop', smallApp, []);
  const release = { file: 'apps/shop/releases/staging.yaml', value: { image: null, tag: '1.4.0' } } as never;
  expect(problemsOf({ apps: { shop: { ...shop, releases: { staging: release } } } })).toMatchInlineSnapshot(`
    "ESP2001  apps/shop/releases/staging.yaml  image
      Found null.
      Expected a mapping such as { tag: '1.4.0' }.
      Indent what belongs to it below it.

    ESP2002  apps/shop/releases/staging.yaml  tag
      'tag' is not a known key here.
      Known keys: image.
      Indent it if it belongs to 'image'."
  `);
});

test('a number in TypeScript that is text: quotes help where its text means the same', () => {
  const { platform } = definitions();
  const accounts = { ...platform.value.accounts, staging: { id: 222222222222 as unknown as string } };
  expect(problemsOf({ platform: { ...platform, value: { ...platform.value, accounts } } })).toMatchInlineSnapshot(`
    "ESP2001  apps/platform/platform.ts  accounts.staging.id
      Found 222222222222.
      Expected the twelve digits of an AWS account, as text.
      Put it in quotes, so that it stays the text it is."
  `);
});

test('a cluster and an environment without what they refer to', () => {
  const { environments, clusters } = definitions();
  const { staging } = environments;
  const cluster = clusters['staging'];
  if (staging === undefined || cluster === undefined) throw new Error('there is no staging');
  const without = {
    environments: {
      ...environments,
      staging: { ...staging, value: { ...staging.value, account: undefined as never } },
    },
    clusters: { staging: { ...cluster, value: { ...cluster.value, environment: undefined as never } } },
  };
  expect(problemsOf(without)).toMatch(/ {2}account\n.*\n {2}Expected one of production, shared, staging\./);
  expect(problemsOf(without)).toMatch(/ {2}environment\n.*\n {2}Expected one of production, staging\./);
});
