import { describe, expect, test } from 'vitest';
import { formatProblem, resolve, type AddonDefinition, type Definitions } from '../src/index.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

/** All that is wrong, as a terminal would show it. */
function problemsOf(parts: Partial<Definitions>): string {
  return resolve(definitions(parts)).problems.map(formatProblem).join('\n\n');
}

/** A definition as JavaScript or a careless cast would hand it over: TypeScript would refuse it. */
function untyped(value: unknown): never {
  return value as never;
}

/** One of the two clusters with some keys replaced. */
function cluster(name: 'staging' | 'production', change: object): Definitions['clusters'] {
  const all = definitions().clusters;
  const one = all[name];
  if (one === undefined) throw new Error(name);
  return { ...all, [name]: { ...one, value: { ...one.value, ...change } } };
}

/** A workload of an addon with one need. */
function workload(need: object): object {
  return {
    selector: { app: 'x' },
    serviceAccount: 'x',
    images: ['x'],
    paths: [{ to: 'vpc-endpoints' }],
    needs: { aws: need },
  };
}

describe('an unknown key', () => {
  test('of a platform', () => {
    const { platform } = definitions();
    expect(problemsOf({ platform: { ...platform, value: untyped({ ...platform.value, domian: 'x' }) } }))
      .toMatchInlineSnapshot(`
        "ESP2002  apps/platform/platform.ts  domian
          'domian' is not a known key here. Did you mean 'domain'?
          Known keys: name, repository, revision, domain, owners, accounts, namespaces, ci, riskBudget.
          Correct the key or remove it."
      `);
  });

  test('of an account', () => {
    const { platform } = definitions();
    const accounts = { ...platform.value.accounts, staging: untyped({ id: '222222222222', regoin: 'eu-west-1' }) };
    expect(
      problemsOf({ platform: { ...platform, value: { ...platform.value, accounts: untyped(accounts) } } }),
    ).toContain(
      "ESP2002  apps/platform/platform.ts  accounts.staging.regoin\n  'regoin' is not a known key here. Did you mean 'region'?",
    );
  });

  test('of an environment', () => {
    const { environments } = definitions();
    const staging = { file: 'e.ts', value: untyped({ ...environments['staging']?.value, regoin: 'eu-west-1' }) };
    expect(problemsOf({ environments: { ...environments, staging } })).toContain("Did you mean 'region'?");
  });

  test('of a cluster', () => {
    expect(problemsOf({ clusters: cluster('staging', { adons: [] }) })).toContain("Did you mean 'addons'?");
  });

  test('of an app, deep inside', () => {
    const app = untyped({
      ...smallApp,
      container: { ...smallApp.container, resources: { cpu: '1', memry: '1Gi', memory: '1Gi' } },
    });
    expect(problemsOf({ apps: { shop: located('shop', app) } })).toMatchInlineSnapshot(`
      "ESP2002  apps/shop/app.ts  container.resources.memry
        'memry' is not a known key here. Did you mean 'memory'?
        Known keys: cpu, memory, cpuLimit, memoryLimit, gpus.
        Correct the key or remove it."
    `);
  });

  test('of an addon', () => {
    const [first, ...rest] = examplesAddons;
    expect(problemsOf({ clusters: cluster('staging', { addons: [{ ...first, namspace: 'x' }, ...rest] }) })).toContain(
      "addons[0].namspace\n  'namspace' is not a known key here. Did you mean 'namespace'?",
    );
  });

  test('of a release', () => {
    const app = located('shop', smallApp);
    const releases = { staging: { file: 'r.yaml', value: untyped({ image: { tga: '1', tag: '1' } }) } };
    expect(problemsOf({ apps: { shop: { ...app, releases } } })).toContain("r.yaml  image.tga\n  'tga'");
  });

  test('of a need', () => {
    const needs = { database: untyped({ kind: 'postgres', storage: '20Gi', verison: '17' }) };
    expect(problemsOf({ apps: { shop: located('shop', { ...smallApp, needs }) } })).toContain(
      "Did you mean 'version'?",
    );
  });
});

test('an app that talks to an app that does not exist', () => {
  const apps = {
    shop: located('shop', { ...smallApp, talksTo: ['authorisation'] }),
    authorization: located('authorization', smallApp),
  };
  expect(problemsOf({ apps })).toContain(
    "ESP2104  apps/shop/app.ts  talksTo[0]\n  'authorisation' is not an app of this platform. Did you mean 'authorization'?",
  );
});

test('an app that talks to an app that is not in that environment', () => {
  const apps = {
    shop: located('shop', { ...smallApp, talksTo: ['billing'] }),
    billing: located('billing', smallApp, ['staging']),
  };
  expect(problemsOf({ apps })).toMatchInlineSnapshot(`
    "ESP2105  apps/shop/app.ts  talksTo[0]
      'billing' is not deployed in production, where 'shop' is.
      Apps in production: none.
      Release 'billing' there with apps/billing/releases/production.yaml, or override 'talksTo' in environments.production."
  `);
});

test('overlapping blocks of two environments', () => {
  const { environments } = definitions();
  const value = { account: 'staging', region: 'us-east-1', network: { cidr: '10.20.128.0/17' } };
  expect(problemsOf({ environments: { ...environments, staging: { file: 'staging.ts', value } } })).toContain(
    "10.20.128.0/17 overlaps with 10.20.0.0/16 of environment 'production'.",
  );
});

test.each(['0.0.0.0/0', '203.0.113.7/32', '10.0.0.1/8'])('people who reach a cluster from %s', (block) => {
  expect(problemsOf({ clusters: cluster('staging', { reachableFrom: [block] }) })).toContain('reachableFrom[0]');
});

test('a service block inside the VPC', () => {
  expect(problemsOf({ clusters: cluster('staging', { serviceCidr: '10.10.64.0/20' }) })).toContain('ESP2108');
});

test.each(['x'.repeat(64), '../../etc', 'Shop', 'shop_a', '-shop', ''])('the app name %j', (name) => {
  expect(problemsOf({ apps: { [name]: located(name, smallApp) } })).toContain('ESP2003');
});

test('an environment whose bucket for backups would have too long a name', () => {
  const { environments } = definitions();
  const { staging } = environments;
  if (staging === undefined) throw new Error('there is no environment staging');
  const value = {
    ...staging.value,
    region: 'ap-southeast-3',
    domain: 'else.acme.dev',
    network: { cidr: '10.99.0.0/16' },
  };
  const name = 'a-name-of-20-letters';
  const long = { ...environments, [name]: { file: 'long.ts', value } };
  const { platform } = definitions();
  const named = { ...platform, value: { ...platform.value, name: 'sixteen-letters1' } };
  expect(problemsOf({ platform: named, environments: long })).toContain(`bucket for backups of environment '${name}'`);
});

test("a cluster may not be called as the folder of the shared stacks' plans", () => {
  const { clusters } = definitions();
  const { staging } = clusters;
  if (staging === undefined) throw new Error('there is no cluster staging');
  expect(problemsOf({ clusters: { ...clusters, cloud: staging } })).toContain(
    "'cloud' is a directory of the tree with a fixed meaning.",
  );
});

test('a name that is too long once it is composed', () => {
  const name = 'a-long-name-for-an-app-that-has-a-database';
  const app = { ...smallApp, needs: { database: { kind: 'postgres' as const, storage: '20Gi' } } };
  expect(problemsOf({ apps: { [name]: located(name, app) } })).toContain(
    `would be called 'acme-production-production-${name}', which has 69 characters.`,
  );
});

test('an image with no tag', () => {
  const releases = { staging: { file: 'apps/shop/releases/staging.yaml', value: untyped({ image: {} }) } };
  expect(problemsOf({ apps: { shop: { ...located('shop', smallApp), releases } } })).toContain(
    'ESP2004  apps/shop/releases/staging.yaml  image.tag',
  );
  const sidecars = { proxy: { image: 'envoyproxy/envoy', resources: { cpu: '1m', memory: '16Mi' } } };
  expect(problemsOf({ apps: { shop: located('shop', { ...smallApp, sidecars }) } })).toContain(
    'an image with a tag or digest',
  );
});

test('a release for an unknown environment', () => {
  expect(problemsOf({ apps: { shop: located('shop', smallApp, ['stagin']) } })).toContain(
    "apps/shop/releases/stagin.yaml\n  'stagin' is not an environment of this platform. Did you mean 'staging'?",
  );
});

test('an override that changes what is the same everywhere, or breaks the schema', () => {
  const environments = {
    staging: untyped({ namespace: 'other' }),
    production: { replicas: untyped('2') },
  };
  const problems = problemsOf({ apps: { shop: located('shop', { ...smallApp, environments }) } });
  expect(problems).toContain("environments.staging.namespace\n  'namespace' cannot differ between environments.");
  expect(problems).toContain("apps/shop/app.ts  environments.production.replicas\n  Found '2'.");
});

test.each([
  [
    'quantity',
    { container: { ...smallApp.container, resources: { cpu: '100 m', memory: '1Gi' } } },
    "'250m' is a quarter of a core",
  ],
  [
    'limit under the request',
    { container: { ...smallApp.container, resources: { cpu: '1', memory: '1Gi', memoryLimit: '1Mi' } } },
    'resources.memoryLimit',
  ],
  ['schedule', { workload: { kind: 'cronJob', schedule: '61 * * * *' } }, 'five cron fields'],
  ['time zone', { workload: { kind: 'cronJob', schedule: '1 * * * *', timeZone: 'Mars/Base' } }, 'an IANA time zone'],
  [
    'number in the environment',
    { container: { ...smallApp.container, environment: { A: 1 } } },
    'numbers and booleans need quotes',
  ],
  ['probe on no port', { container: { resources: smallApp.container.resources, probes: { ready: '/' } } }, 'ESP2212'],
  ['two ports of one name', { container: { ...smallApp.container, ports: { http: 9000 } } }, 'ESP2211'],
  ['ingress of a job', { workload: { kind: 'job' }, ingress: { host: 'a.acme.dev' } }, 'ESP2213'],
  ['replicas upside down', { replicas: { min: 4, max: 2 } }, 'replicas.min'],
  ['replicas without a target', { replicas: { min: 1, max: 2 } }, 'a target to scale by'],
  ['node group', { nodeGroup: 'gnral' }, 'ESP2207'],
  ['owner', { owner: 'platfrom' }, "Did you mean 'platform'?"],
  ['namespace of Kubernetes', { namespace: 'kube-system' }, 'belong to Kubernetes'],
  [
    'file outside',
    { container: { ...smallApp.container, files: { '/etc/../x': '' } } },
    'an absolute path without ".."',
  ],
  [
    'need that is shared with an unknown app',
    { needs: { jobs: { kind: 'queue', ownedBy: 'shpo' } } },
    "'shpo' is not an app",
  ],
])('an app with a wrong %s', (_, change, expected) => {
  expect(problemsOf({ apps: { shop: located('shop', untyped({ ...smallApp, ...change })) } })).toContain(expected);
});

test.each([
  [
    'version range',
    [{ name: 'x', namespace: 'x', chart: { repository: 'https://x.y', name: 'x', version: '^1.2.0' } }],
    'one exact version',
  ],
  [
    'chart that declares nothing it runs',
    [{ name: 'x', namespace: 'x', chart: { repository: 'https://x.y', name: 'x', version: '1.2.0' } }],
    'ESP2307',
  ],
  ['name that is taken', [{ name: 'shop', namespace: 'x' }], "'shop' is already in use"],
  ['name of a directory', [{ name: 'values', namespace: 'x' }], "'values' is already in use"],
  [
    'requirement that is not there',
    [{ name: 'x', namespace: 'x', requires: [{ addon: 'agnet' }] }],
    "Did you mean 'agent'?",
  ],
  ['requirement on CRDs', [{ name: 'x', namespace: 'x', requires: [{ crdGroup: 'a.b' }] }], "the CRDs of 'a.b'"],
  [
    'function that throws',
    [
      {
        name: 'x',
        namespace: 'x',
        values: () => {
          throw new Error('no zone');
        },
      },
    ],
    "'x' failed while its values were made: no zone",
  ],
  [
    'kind without a namespace',
    [{ name: 'x', namespace: 'x', clusterKinds: [{ group: '*', kind: 'X' }] }],
    'clusterKinds[0].group',
  ],
  ['value that is no JSON', [{ name: 'x', namespace: 'x', values: () => ({ a: new Date(0) }) }], 'addons[3].values.a'],
  [
    'cycle',
    [
      { name: 'x', namespace: 'x', requires: [{ addon: 'y' }] },
      { name: 'y', namespace: 'x', requires: [{ addon: 'x' }] },
    ],
    'x waits for y: it asks to come after it\n  y waits for x',
  ],
  [
    'set of CRDs that another addon owns',
    [
      { name: 'x', namespace: 'x', provides: { crdGroups: ['a.b'] } },
      { name: 'y', namespace: 'x', provides: { crdGroups: ['a.b'] } },
    ],
    "'y' and 'x' both install the CRDs of a.b",
  ],
  [
    'second ingress class',
    [{ name: 'alb', namespace: 'x', provides: { ingressClass: { name: 'alb' } } }],
    "'alb' provides the ingress class of cluster 'staging', as 'ingress' already does.",
  ],
  ['twin', [{ name: 'agent', namespace: 'x' }], "'agent' is already in use in cluster 'staging', by addons[1]"],
  [
    'IAM need: every action',
    [
      {
        name: 'x',
        namespace: 'x',
        workloads: { x: workload({ kind: 'policy', statements: [{ actions: ['*'], resources: ['*'] }] }) },
      },
    ],
    'an IAM action such as s3:GetObject, never *',
  ],
  [
    'IAM need: no ARN',
    [
      {
        name: 'x',
        namespace: 'x',
        workloads: {
          x: workload({ kind: 'policy', statements: [{ actions: ['s3:GetObject'], resources: ['bucket'] }] }),
        },
      },
    ],
    'an ARN that starts with arn:aws:, or *',
  ],
  [
    'IAM need: unknown kind',
    [{ name: 'x', namespace: 'x', workloads: { x: workload({ kind: 'redis' }) } }],
    'addons[3].workloads.x.needs.aws.kind',
  ],
  [
    'lifecycle',
    [
      {
        name: 'x',
        namespace: 'x',
        lifecycle: { status: 'retired', since: 'March', source: 'https://x.y', instead: 'y' },
      },
    ],
    'a day such as 2026-03-24',
  ],
])('an addon with a wrong %s', (_, addons, expected) => {
  expect(problemsOf({ clusters: cluster('staging', { addons: [...examplesAddons, ...addons] }) })).toContain(expected);
});

test('an app in the namespace of an addon', () => {
  expect(problemsOf({ apps: { shop: located('shop', { ...smallApp, namespace: 'agents' }) } })).toContain(
    "'agents' is the namespace of the addon 'agent' in cluster 'production'.",
  );
});

test('a secret that nothing brings', () => {
  const needs = { key: { kind: 'secret' as const } };
  const addons = examplesAddons.filter(({ name }) => name !== 'secrets');
  const problems = problemsOf({
    apps: { shop: located('shop', { ...smallApp, needs }) },
    clusters: cluster('staging', { addons }),
  });
  expect(problems).toContain("Cluster 'staging' has no addon that brings secrets from Secrets Manager.");
});

test('two apps on one host', () => {
  const app = { ...smallApp, ingress: { host: 'shop.{domain}' } };
  expect(problemsOf({ apps: { shop: located('shop', app), cart: located('cart', app) } })).toContain(
    "shop.staging.acme.dev/ already belongs to 'cart' in cluster 'staging'.",
  );
});

test('a number of zones, and a kind of need, that there is none of', () => {
  const { environments } = definitions();
  const value = untyped({ account: 'staging', region: 'us-east-1', network: { cidr: '10.10.0.0/16', zones: 9 } });
  expect(problemsOf({ environments: { ...environments, staging: { file: 's.ts', value } } })).toContain('one of 2, 3');
  const needs = untyped({ cache: { kind: 'redis' } });
  expect(problemsOf({ apps: { shop: located('shop', { ...smallApp, needs }) } })).toContain(
    "Expected one of 'postgres'",
  );
});

test('an overlay for an addon that no cluster has', () => {
  expect(
    problemsOf({ overlays: [{ file: 'manifests/values/agnt.yaml', value: {}, addon: 'agnt', cluster: undefined }] }),
  ).toContain("No cluster has an addon 'agnt'. Did you mean 'agent'?");
});

test('an overlay that gives a key another kind of value than the addon does', () => {
  const [first, ...rest] = examplesAddons;
  const addons = [{ ...first, values: { replicas: 2, resources: { cpu: '1' }, args: ['a'], image: null } }, ...rest];
  const value = { replicas: 'two', resources: ['1'], args: ['b'], image: { tag: '1' }, extra: true };
  const overlays = [{ file: 'manifests/values/ingress.yaml', value, addon: 'ingress', cluster: 'staging' }];
  const problems = resolve(definitions({ clusters: cluster('staging', { addons }), overlays })).problems;
  expect(problems.map(formatProblem).join('\n\n')).toMatchInlineSnapshot(`
    "ESP2311  manifests/values/ingress.yaml  replicas
      Found 'two'.
      Expected a number, as the addon itself has it: 2.
      Correct the value.

    ESP2311  manifests/values/ingress.yaml  resources
      Found a list of 1.
      Expected a mapping, as the addon itself has it: a mapping with cpu.
      Correct the value."
  `);
});

test('an overlay that is not a mapping', () => {
  const overlay = {
    file: 'manifests/values/agent.yaml',
    value: untyped(['a']),
    addon: 'agent',
    cluster: undefined,
  };
  expect(problemsOf({ overlays: [overlay] })).toContain(
    'ESP2001  manifests/values/agent.yaml\n  Found a list of 1.\n  Expected a mapping.',
  );
});

test('problems of several files are reported together, each once', () => {
  const problems = resolve(
    definitions({
      apps: {
        shop: located('shop', { ...smallApp, owner: 'nobody' }),
        cart: located('cart', { ...smallApp, talksTo: ['shpo'] }),
      },
      clusters: cluster('staging', { environment: 'stagin' }),
    }),
  ).problems;
  expect(problems.map(({ code, file }) => `${code} ${file}`).sort()).toEqual([
    'ESP2103 apps/platform/clusters/staging/cluster.ts',
    'ESP2103 apps/shop/app.ts',
    'ESP2104 apps/cart/app.ts',
    'ESP2104 apps/cart/app.ts',
  ]);
});

describe('a database', () => {
  const shop = (database: object): Partial<Definitions> => ({
    apps: { shop: located('shop', { ...smallApp, needs: { database: untyped({ kind: 'postgres', ...database }) } }) },
  });
  const spread = (parts: Partial<Definitions>): Partial<Definitions> => {
    const { environments } = definitions();
    const value = untyped({ ...environments['production']?.value, data: { multiZone: true } });
    return { ...parts, environments: { ...environments, production: { file: 'production.ts', value } } };
  };

  test('in one zone where data is spread, without a reason', () => {
    expect(problemsOf(spread(shop({ storage: '20Gi', multiZone: false })))).toMatchInlineSnapshot(`
      "ESP2223  apps/shop/app.ts  needs.database
        The database runs in one zone in production, without a reason.
        Databases of production have a standby in a second zone: data.multiZone is true there.
        Remove 'multiZone', or add the reason in 'because'."
    `);
    expect(problemsOf(spread(shop({ storage: '20Gi', multiZone: false, because: 'It holds a cache.' })))).toBe('');
    expect(problemsOf(shop({ storage: '20Gi', multiZone: false }))).toBe('');
  });

  test.each([{}, { multiZone: true }])('with a reason for one zone and %j', (zones) => {
    expect(problemsOf(shop({ storage: '20Gi', because: 'Cheaper.', ...zones }))).toContain(
      "ESP2223  apps/shop/app.ts  needs.database\n  'because' is the reason for one zone",
    );
  });

  test.each(['19Gi', '65Ti', '-1Gi'])('of %s', (storage) => {
    expect(problemsOf(shop({ storage }))).toMatch(/a quantity between 20Gi and 64Ti|whole bytes/);
  });

  test.each([
    ['order', "called 'order'"],
    ['pg-bouncer', "called 'pg_bouncer'"],
    ['postgres', "called 'postgres'"],
    ['2048', "called '2048'"],
    ['a--b', "'acme-production-a--b-database'"],
  ])('of an app %s', (name, expected) => {
    const needs = { database: { kind: 'postgres' as const, storage: '20Gi' } };
    const problems = problemsOf({ apps: { [name]: located(name, { ...smallApp, needs }) } });
    expect(problems).toContain(`ESP2228  apps/${name}/app.ts  needs.database`);
    expect(problems).toContain(expected);
  });

  test('of an addon', () => {
    const addon = {
      name: 'x',
      namespace: 'x',
      workloads: { server: workload({ kind: 'postgres', storage: '20Gi' }) },
    };
    expect(problemsOf({ clusters: cluster('staging', { addons: [...examplesAddons, addon] }) })).toContain(
      "ESP2227  apps/platform/clusters/staging/cluster.ts  addons[3].workloads.server.needs.aws\n  The addon 'x' needs a database.",
    );
  });
});

test.each([
  ['postgres', { storage: '20Gi' }, 'an-app-name-of-forty-three-characters-in-all', 'RDS instance'],
  [
    'postgres',
    { storage: '20Gi' },
    'an-app-name-of-thirty-six-characters',
    'the Job that creates the database user of',
  ],
  ['postgres', { storage: '20Gi' }, 'an-app-name-of-forty-three-characters-in-all', 'The Job would be called'],
  ['queue', {}, 'an-app-name-of-fifty-five-characters-and-a-need-of-ten', 'dead-letter queue'],
  ['bucket', {}, 'an-app-name-of-some-characters', 'At most 63 characters for the name of a bucket'],
])('a %s whose name is too long', (kind, options, name, expected) => {
  const needs = { aLongerName: untyped({ kind, ...options }) };
  const problems = problemsOf({ apps: { [name]: located(name, { ...smallApp, needs }) } });
  expect(problems).toContain('ESP2205');
  expect(problems).toContain(expected);
});

test.each(['s3:*', '*:*', '*', 'GetObject'])('a policy that allows %s', (action) => {
  const needs = { aws: untyped({ kind: 'policy', statements: [{ actions: [action], resources: ['*'] }] }) };
  expect(problemsOf({ apps: { shop: located('shop', { ...smallApp, needs }) } })).toContain(
    `needs.aws.statements[0].actions[0]\n  Found '${action}'.\n  Expected an IAM action such as s3:GetObject, never *.`,
  );
});

test('a policy for an ARN that is too long for one', () => {
  const arn = `arn:aws:s3:::bucket/${'x'.repeat(2048)}`;
  const needs = { aws: { kind: 'policy' as const, statements: [{ actions: ['s3:GetObject'], resources: [arn] }] } };
  expect(problemsOf({ apps: { shop: located('shop', { ...smallApp, needs }) } })).toContain(
    'Expected an ARN of at most 2,048 characters.',
  );
});

test.each(['12345', '1234567890123', 'staging'])('the account id %s', (id) => {
  const { platform } = definitions();
  const accounts = { ...platform.value.accounts, staging: { id } };
  expect(problemsOf({ platform: { ...platform, value: { ...platform.value, accounts } } })).toContain(
    'ESP2001  apps/platform/platform.ts  accounts.staging.id',
  );
});

describe('a network', () => {
  const small = (cidr: string): Definitions['environments'] => {
    const { environments } = definitions();
    const value = untyped({ ...environments['staging']?.value, network: { cidr } });
    return { ...environments, staging: { file: 'staging.ts', value } };
  };
  const nodes = (max: number, retiring: number): Definitions['clusters'] => {
    const shape = (most: number, type = 'm7i.large'): object => ({
      instanceTypes: [type],
      size: { min: 0, max: most },
    });
    return cluster('staging', {
      nodeGroups: { general: { ...shape(max), ...(retiring > 0 && { retiring: [shape(retiring, 'm6i.large')] }) } },
    });
  };

  test('that is too small for the pods of its nodes', () => {
    expect(problemsOf({ environments: small('10.10.0.0/20'), clusters: nodes(20, 10) })).toMatchInlineSnapshot(`
      "ESP2224  staging.ts  network.cidr
        The clusters of 'staging' (staging) may grow to 30 nodes, which take 113 addresses each, 3390 in all; 10.10.0.0/20 has 3057 for nodes and pods.
        Addresses for every node with all its pods: a pod without an address never starts.
        Choose a block of /19 or larger while the environment is new, or lower 'size.max' of node groups."
    `);
  });

  test('that just holds them', () => {
    expect(problemsOf({ environments: small('10.10.0.0/20'), clusters: nodes(27, 0) })).toBe('');
    expect(problemsOf({ environments: small('10.10.0.0/20'), clusters: nodes(28, 0) })).toContain('ESP2224');
  });

  test('where no VPC would be large enough', () => {
    expect(problemsOf({ environments: small('10.10.0.0/16'), clusters: nodes(450, 0) })).toContain(
      'No VPC has that many',
    );
  });
});

test('a host outside the domain of its environment', () => {
  const app = (host: string): Partial<Definitions> => ({
    apps: { shop: located('shop', { ...smallApp, ingress: { host } }, ['staging']) },
  });
  expect(problemsOf(app('shop.acme.dev'))).toMatchInlineSnapshot(`
    "ESP2225  apps/shop/app.ts  ingress.host
      The host shop.acme.dev in staging is in no environment's domain.
      A host in staging.acme.dev: the zone and certificate of environment 'staging' are for it.
      Write '{domain}' for the domain of each environment that the app is released to."
  `);
  expect(problemsOf(app('shop.production.acme.dev'))).toContain(
    "is in production.acme.dev, the domain of environment 'production'",
  );
  expect(problemsOf(app('notstaging.acme.dev'))).toContain('ESP2225');
  expect(problemsOf(app('deep.down.{domain}'))).toBe('');
});

test('an Ingress of an addon outside the domain of its environment', () => {
  const addon = (host: string): AddonDefinition => ({
    name: 'x',
    namespace: 'x',
    objects: [
      { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'x' }, spec: { rules: [{ host }] } },
    ],
  });
  const problems = (host: string): string =>
    problemsOf({ clusters: cluster('staging', { addons: [...examplesAddons, addon(host)] }) });
  expect(problems('*.acme.dev')).toContain(
    "ESP2225  apps/platform/clusters/staging/cluster.ts  addons\n  The addon 'x' has an Ingress for *.acme.dev.",
  );
  expect(problems('*.staging.acme.dev')).toBe('');
});

test('two environments with one domain', () => {
  const { environments } = definitions();
  const value = untyped({ ...environments['staging']?.value, domain: 'production.acme.dev' });
  expect(problemsOf({ environments: { ...environments, staging: { file: 'staging.ts', value } } })).toContain(
    "ESP2229  staging.ts  domain\n  production.acme.dev is already the domain of environment 'production'.",
  );
});

test('nodes of two architectures in one group', () => {
  const nodeGroups = {
    general: {
      instanceTypes: ['m7i.large', 'm7g.large'],
      size: { min: 1, max: 3 },
      retiring: [{ instanceTypes: ['c8gn.large', 'c7i.large'], size: { min: 1, max: 3 } }],
    },
  };
  expect(problemsOf({ clusters: cluster('staging', { nodeGroups }) })).toMatchInlineSnapshot(`
    "ESP2226  apps/platform/clusters/staging/cluster.ts  nodeGroups.general.instanceTypes
      The nodes of group 'general' in cluster 'staging' have two architectures: m7i.large (x86_64) and m7g.large (arm64).
      Instance types of one architecture: an image is built for one architecture.
      Give each architecture its own node group.

    ESP2226  apps/platform/clusters/staging/cluster.ts  nodeGroups.general.retiring[0].instanceTypes
      The nodes of group 'general' in cluster 'staging' have two architectures: c8gn.large (arm64) and c7i.large (x86_64).
      Instance types of one architecture: an image is built for one architecture.
      Give each architecture its own node group."
  `);
});

describe('a secret whose name reads as the ARN of another', () => {
  const needs = { signingSecret: { kind: 'secret' }, mainOrders: { kind: 'postgres', storage: '20Gi' } } as const;

  test.each(Object.entries(needs))('of an app: %s', (name, need) => {
    const shop = located('shop', { ...smallApp, needs: { [name]: need } });
    expect(problemsOf({ apps: { shop } })).toContain('ESP2340  apps/shop/app.ts');
  });

  test('of an addon, with what to do', () => {
    const addon = {
      name: 'x',
      namespace: 'x',
      workloads: { x: { ...workload({}), needs: { alertmanagerConfig: { kind: 'secret' } } } },
    };
    expect(problemsOf({ clusters: cluster('staging', { addons: [...examplesAddons, addon] }) })).toMatchInlineSnapshot(`
      "ESP2340  apps/platform/clusters/staging/cluster.ts
        The secret in Secrets Manager of addon 'x' in cluster 'staging' would be called 'acme/staging/x/x/alertmanager-config', which ends in a hyphen and six characters.
        Another ending: AWS ends ARNs of secrets in this way, and would confuse the name with another secret's ARN.
        Rename the need 'alertmanagerConfig', so that its last word is longer or shorter."
    `);
  });

  test.each(['signingKey', 'value', 'configuration', 'a'])('and not %s', (name) => {
    const shop = located('shop', { ...smallApp, needs: { [name]: { kind: 'secret' } } });
    expect(problemsOf({ apps: { shop } })).toBe('');
  });
});

describe('what would be left out silently', () => {
  test('an app that talks to one that listens on no port', () => {
    const worker = { ...smallApp, container: { resources: smallApp.container.resources } };
    const scraped = {
      ...worker,
      container: { ...worker.container, ports: { metrics: 9090 }, metrics: { path: '/', port: 'metrics' } },
    };
    const apps = (peer: typeof smallApp): Definitions['apps'] => ({
      shop: located('shop', { ...smallApp, talksTo: ['worker'] }),
      worker: located('worker', peer),
    });
    expect(problemsOf({ apps: apps(worker) })).toMatchInlineSnapshot(`
      "ESP2236  apps/shop/app.ts  talksTo[0]
        'worker' has no port that others may call, so that no path would be allowed.
        An app with 'container.port' or 'container.ports'; other apps may not call a port that is only for metrics.
        Add the port to 'worker', or remove it from 'talksTo'."
    `);
    expect(problemsOf({ apps: apps(scraped) })).toContain('ESP2236');
    expect(problemsOf({ apps: apps(smallApp) })).toBe('');
    const environments = { production: { container: { port: 8080 } } };
    expect(problemsOf({ apps: apps({ ...worker, environments }) }).match(/ESP2236/g)).toHaveLength(1);
  });

  test('a sidecar that is called as the app', () => {
    const sidecars = { shop: { image: 'envoyproxy/envoy:v1.36.0', resources: { cpu: '1m', memory: '16Mi' } } };
    expect(problemsOf({ apps: { shop: located('shop', { ...smallApp, sidecars }) } })).toContain(
      "ESP2235  apps/shop/app.ts  sidecars.shop\n  The main container is called 'shop' already",
    );
  });

  test.each([
    [
      'workload',
      { to: 'workload', workload: 'servr', port: 'http' },
      "'servr' is not a workload of 'own'. Did you mean 'server'?",
    ],
    [
      'port',
      { to: 'workload', workload: 'server', port: 'htp' },
      "'htp' is not a port of the workload 'server' of 'own'. Did you mean 'http'?",
    ],
    [
      'addon',
      { to: 'workload', addon: 'agnt', workload: 'agent', port: 'otlp' },
      "'agnt' is not an addon of cluster 'staging'. Did you mean 'agent'?",
    ],
  ])('a path of an addon to a %s that is not there', (_, path, expected) => {
    const server = { selector: { app: 'x' }, serviceAccount: 'x', images: ['x'], ports: { http: 80 }, paths: [path] };
    const own = untyped({ name: 'own', namespace: 'own', workloads: { server } });
    expect(problemsOf({ clusters: cluster('staging', { addons: [...examplesAddons, own] }) })).toContain(expected);
  });

  test.each([
    ['to', { to: 'vpc-endpoint' }, /Expected one of 'endpoint', .*'vpc-endpoints'/],
    ['from', { from: 'node', port: 'http' }, /Expected one of 'control-plane', .*'nodes'/],
  ])('a path of an addon of a kind that there is none of, %s', (direction, path, kinds) => {
    const server = { selector: { app: 'x' }, serviceAccount: 'x', images: ['x'], ports: { http: 80 }, paths: [path] };
    const own = untyped({ name: 'own', namespace: 'own', workloads: { server } });
    const problems = problemsOf({ clusters: cluster('staging', { addons: [...examplesAddons, own] }) });
    expect(problems).toContain(`addons[3].workloads.server.paths[0].${direction}\n`);
    expect(problems).toMatch(kinds);
  });

  test('an endpoint of an addon on a workload that is not there', () => {
    const provides = { endpoints: { logs: { service: 'x', workload: 'server', port: 'http' } } };
    const own = untyped({ name: 'own', namespace: 'own', provides });
    expect(problemsOf({ clusters: cluster('staging', { addons: [...examplesAddons, own] }) })).toContain(
      "addons[3].provides.endpoints.logs\n  'server' is not a workload of 'own'.",
    );
  });

  test('one of two needs of an addon that have one name', () => {
    const secret = (keys: readonly string[]) => workload({ kind: 'secret', keys });
    const addons = (one: object, other: object) => [
      ...examplesAddons,
      { name: 'own', namespace: 'own', workloads: { one, other } },
    ];
    expect(problemsOf({ clusters: cluster('staging', { addons: addons(secret(['a']), secret(['b'])) }) })).toContain(
      'ESP2237  apps/platform/clusters/staging/cluster.ts  addons[3].workloads.other.needs.aws',
    );
    expect(problemsOf({ clusters: cluster('staging', { addons: addons(secret(['a']), secret(['a'])) }) })).toBe('');
  });
});
