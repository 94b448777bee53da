import { describe, expect, test } from 'vitest';
import { formatProblem, resolve, type AddonDefinition, type AppDefinition, type Definitions } from '../src/index.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

function problemsOf(parts: Partial<Definitions>): string {
  return resolve(definitions(parts)).problems.map(formatProblem).join('\n\n');
}

const app = (name: string, needs: AppDefinition['needs']): Definitions['apps'] => ({
  [name]: located(name, { ...smallApp, needs }, ['staging']),
});

/** Staging with a second cluster, each with addons of its own besides those of the examples. */
function twoClusters(blue: readonly AddonDefinition[], green: readonly AddonDefinition[]): Definitions['clusters'] {
  const { staging } = definitions().clusters;
  if (staging === undefined) throw new Error('there is no cluster staging');
  const [controller, ...others] = examplesAddons;
  if (controller === undefined) throw new Error('there is no ingress controller');
  const withHosts = { ...controller, objects: [loadBalancer('*.staging.acme.dev')] };
  const cluster = (name: string, addons: readonly AddonDefinition[]) => ({
    file: `apps/platform/clusters/${name}/cluster.ts`,
    value: {
      ...staging.value,
      addons: addons.some(({ name: own }) => own === 'ingress') ? addons : [withHosts, ...others, ...addons],
    },
  });
  return { blue: cluster('blue', blue), green: cluster('green', green) };
}

const loadBalancer = (host: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'load-balancer' },
  spec: { ingressClassName: 'alb', rules: [{ host }] },
});

const dns: AddonDefinition = { name: 'dns', namespace: 'dns', provides: { hostRecords: true } };

describe('a host', () => {
  test('whose records two clusters of an environment write', () => {
    expect(problemsOf({ clusters: twoClusters([dns], [dns]) })).toMatchInlineSnapshot(`
      "ESP2240  apps/platform/clusters/green/cluster.ts  addons
        The record of *.staging.acme.dev would be written by cluster 'blue' and by cluster 'green': the first keeps it, and the other is never reachable.
        A host belongs to one cluster.
        Remove the addon that writes records from one of the clusters, or give its load balancer other hosts."
    `);
  });

  test('whose records one of two clusters writes, while the other stands by', () => {
    expect(problemsOf({ clusters: twoClusters([dns], []) })).toBe('');
  });

  test('of an app, where load balancers serve Ingresses themselves', () => {
    const [controller, ...others] = examplesAddons;
    const alb: AddonDefinition = {
      ...controller,
      name: 'ingress',
      namespace: 'ingress',
      provides: { ingressClass: { name: 'alb', byLoadBalancer: true } },
    };
    const addons = [alb, ...others, dns];
    const apps = { shop: located('shop', { ...smallApp, ingress: { host: 'shop.{domain}' } }, ['staging']) };
    expect(problemsOf({ apps, clusters: twoClusters(addons, addons) })).toContain(
      "The record of shop.staging.acme.dev would be written by cluster 'blue' and by cluster 'green'",
    );
  });
});

test('a name that addons of two clusters claim at a third party', () => {
  const runners = (name: string): AddonDefinition => ({
    name: 'runners',
    namespace: 'ci',
    claims: ({ platform }) => [{ what: 'runner scale set', name: `${platform.name}/${name}` }],
  });
  expect(problemsOf({ clusters: twoClusters([runners('a')], [runners('b')]) })).toBe('');
  expect(problemsOf({ clusters: twoClusters([runners('a')], [runners('a')]) })).toMatchInlineSnapshot(`
    "ESP2241  apps/platform/clusters/green/cluster.ts  addons
      The runner scale set 'acme/a' is claimed by 'runners' of cluster 'blue' and by 'runners' of cluster 'green'.
      A runner scale set belongs to one cluster.
      Rename it in one of the two."
  `);
});

test('a secret that addons of two clusters share, and that each describes differently', () => {
  const addon = (keys: readonly string[]): AddonDefinition => ({
    name: 'own',
    namespace: 'own',
    workloads: {
      server: {
        selector: { app: 'own' },
        serviceAccount: 'own',
        images: ['own'],
        paths: [{ to: 'vpc-endpoints' }],
        needs: { token: { kind: 'secret', keys } },
      },
    },
  });
  expect(problemsOf({ clusters: twoClusters([addon(['a'])], [addon(['a'])]) })).toBe('');
  expect(problemsOf({ clusters: twoClusters([addon(['a'])], [addon(['b'])]) })).toContain(
    "ESP2237  apps/platform/clusters/green/cluster.ts  addons\n  The need 'token' of 'own' differs from that of cluster 'blue', and both read the secret 'acme/staging/own/own/token'.",
  );
});

describe('a name in AWS', () => {
  test.each([
    ['bucket', { kind: 'bucket' }],
    ['DynamoDB table', { kind: 'table', key: 'id' }],
    ['queue', { kind: 'queue' }],
    ['RDS instance', { kind: 'postgres', storage: '20Gi' }],
  ] as const)('of a %s that two apps make up', (what, need) => {
    const apps = { ...app('dev', { centerApi: need }), ...app('dev-center', { api: need }) };
    expect(problemsOf({ apps })).toContain(`The ${what} 'acme-staging-dev-center-api`);
  });

  test('that two needs of an app make up, which differ in case alone', () => {
    expect(problemsOf({ apps: app('shop', { apiKEY: { kind: 'secret' }, apiKey: { kind: 'secret' } }) })).toContain(
      "The secret in Secrets Manager 'acme/staging/shop/shop/api-key' would belong to the need 'apiKEY' of app 'shop' in 'staging' and to the need 'apiKey' of app 'shop' in 'staging'.",
    );
  });

  test('that an app shares belongs to its owner', () => {
    const apps = {
      ...app('shop', { jobs: { kind: 'queue' } }),
      ...app('worker', { jobs: { kind: 'queue', ownedBy: 'shop' } }),
    };
    expect(problemsOf({ apps })).toBe('');
  });

  test('of a bucket for backups, and of one of an app', () => {
    const { environments } = definitions();
    const { staging } = environments;
    if (staging === undefined) throw new Error('there is no environment staging');
    const value = { ...staging.value, domain: 'else.acme.dev', network: { cidr: '10.99.0.0/16' } };
    const more = { ...environments, 'staging-shop': { file: 'staging-shop.ts', value } };
    expect(problemsOf({ environments: more, apps: app('shop', { backups: { kind: 'bucket' } }) })).toContain(
      "The bucket 'acme-staging-shop-backups-222222222222-us-east-1' would belong to environment 'staging-shop' and to the need 'backups' of app 'shop' in 'staging'.",
    );
  });

  test('of a role, in two clusters of one account', () => {
    const { environments } = definitions();
    const { staging } = environments;
    if (staging === undefined) throw new Error('there is no environment staging');
    const value = { ...staging.value, domain: 'else.acme.dev', network: { cidr: '10.99.0.0/16' } };
    const { staging: blue } = definitions().clusters;
    if (blue === undefined) throw new Error('there is no cluster staging');
    const clusters = {
      'green-a': { ...blue, file: 'green-a.ts' },
      a: { file: 'a.ts', value: { ...blue.value, environment: 'staging-green' } },
    };
    const apps = {
      shop: located('shop', { ...smallApp, needs: { jobs: { kind: 'queue' } } }, ['staging', 'staging-green']),
    };
    expect(
      problemsOf({ environments: { ...environments, 'staging-green': { file: 'green.ts', value } }, clusters, apps }),
    ).toContain(
      "The IAM role 'acme-staging-green-a-shop' would belong to app 'shop' in cluster 'a' (shop/shop) and to app 'shop' in cluster 'green-a' (shop/shop).",
    );
  });
});

describe('an object of a namespace', () => {
  test('that two apps make up', () => {
    const store = { ...smallApp, workload: { kind: 'statefulSet' as const } };
    const apps = {
      store: located('store', store, ['staging']),
      'store-headless': located('store-headless', smallApp, ['staging']),
    };
    expect(problemsOf({ apps })).toContain(
      "The Service of namespace 'shop' 'store-headless' would belong to the app 'store' and to the app 'store-headless'.",
    );
  });

  test('that needs of two apps make up', () => {
    const secret = { kind: 'secret' as const };
    const apps = { ...app('dev', { centerApi: secret }), ...app('dev-center', { api: secret }) };
    expect(problemsOf({ apps })).toContain("The Secret of namespace 'shop' 'dev-center-api' would belong to");
  });

  test('that the SecretStore has', () => {
    const apps = app('secrets-manager', { key: { kind: 'secret' } });
    expect(problemsOf({ apps })).toContain("The ServiceAccount of namespace 'shop' 'secrets-manager' would belong to");
  });
});
