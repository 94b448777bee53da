import { expect, test } from 'vitest';
import {
  postgres,
  queue,
  resolve,
  secret,
  table,
  type AddonContext,
  type ResolvedCluster,
  type ResolvedPlatform,
} from '../src/index.ts';
import { definitions, examplesAddons, located, smallApp } from './definitions.ts';

function resolved(parts: Parameters<typeof definitions>[0] = {}): ResolvedPlatform {
  const { platform, problems } = resolve(definitions(parts));
  expect(problems).toEqual([]);
  if (platform === undefined) throw new Error('no platform');
  return platform;
}

function clusterOf(platform: ResolvedPlatform, name: string): ResolvedCluster {
  const cluster = platform.clusters[name];
  if (cluster === undefined) throw new Error(name);
  return cluster;
}

test('an app with nothing but what is required', () => {
  expect(clusterOf(resolved(), 'production').apps[0]).toMatchInlineSnapshot(`
    {
      "chart": undefined,
      "containers": [
        {
          "args": undefined,
          "command": undefined,
          "environment": {},
          "files": {},
          "image": "111111111111.dkr.ecr.us-east-1.amazonaws.com/acme/shop:1.0.0",
          "metrics": undefined,
          "name": "shop",
          "ports": [
            {
              "name": "http",
              "port": 8080,
            },
          ],
          "probes": {
            "live": undefined,
            "ready": undefined,
            "start": undefined,
          },
          "resources": {
            "cpu": "100m",
            "cpuLimit": undefined,
            "gpus": 0,
            "memory": "128Mi",
            "memoryLimit": "128Mi",
          },
          "writableDirectories": [
            "/tmp",
          ],
        },
      ],
      "environment": "production",
      "file": "apps/shop/app.ts",
      "hasRole": false,
      "ingress": undefined,
      "maxUnavailable": 1,
      "name": "shop",
      "namespace": "shop",
      "needs": [],
      "owner": {
        "handle": "@acme/platform",
        "name": "platform",
      },
      "placement": {
        "nodeSelector": {
          "espalier.dev/node-group": "general",
        },
        "tolerations": [],
      },
      "replicas": {
        "cpuPercent": undefined,
        "max": 2,
        "memoryPercent": undefined,
        "min": 2,
      },
      "spreadOver": [
        "zone",
        "node",
      ],
      "terminationGracePeriodSeconds": 30,
      "traces": false,
      "version": "1.0.0",
      "workload": {
        "kind": "deployment",
        "strategy": "RollingUpdate",
      },
    }
  `);
});

test('what is resolved is frozen through and through', () => {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    expect(Object.isFrozen(value)).toBe(true);
    Object.values(value).forEach(visit);
  };
  visit(resolved());
});

test('clusters of one environment share the resolved app', () => {
  const { clusters } = definitions();
  const blue = clusters['staging'];
  if (blue === undefined) throw new Error('no staging');
  const platform = resolved({ clusters: { ...clusters, green: { ...blue, file: 'green/cluster.ts' } } });
  expect(clusterOf(platform, 'green').apps[0]).toBe(clusterOf(platform, 'staging').apps[0]);
  expect(clusterOf(platform, 'production').apps[0]).not.toBe(clusterOf(platform, 'staging').apps[0]);
});

test('two clusters of one environment and two regions of one account share no role, and no bucket', () => {
  const { clusters, environments } = definitions();
  const staging = clusters['staging'];
  if (staging === undefined) throw new Error('no staging');
  const needs = { data: { kind: 'bucket' as const } };
  const platform = resolved({
    apps: { shop: located('shop', { ...smallApp, needs }, ['staging', 'production', 'dublin']) },
    environments: {
      ...environments,
      dublin: { file: 'd.ts', value: { account: 'staging', region: 'eu-west-1', network: { cidr: '10.30.0.0/16' } } },
    },
    clusters: {
      ...clusters,
      green: { ...staging, file: 'green/cluster.ts' },
      dublin: { file: 'dublin/cluster.ts', value: { ...staging.value, environment: 'dublin' } },
    },
  });
  const buckets = Object.values(platform.clusters).map(({ apps }) =>
    apps[0]?.needs.map((need) => (need.kind === 'bucket' ? need.bucket : '')),
  );
  expect(new Set(buckets.flat())).toEqual(
    new Set([
      'acme-staging-shop-data-222222222222-us-east-1',
      'acme-production-shop-data-333333333333-us-east-1',
      'acme-dublin-shop-data-222222222222-eu-west-1',
    ]),
  );
});

test("what an addon keeps in AWS is each cluster's own", () => {
  const addon = {
    name: 'loki',
    namespace: 'monitoring',
    workloads: {
      loki: {
        selector: { app: 'loki' },
        serviceAccount: 'loki',
        images: ['loki'],
        paths: [{ to: 'vpc-endpoints' as const }],
        needs: { chunks: { kind: 'bucket' as const } },
      },
    },
  };
  const { clusters } = definitions();
  const staging = clusters['staging'];
  if (staging === undefined) throw new Error('no staging');
  const value = { ...staging.value, addons: [...examplesAddons, addon] };
  const platform = resolved({ clusters: { blue: { file: 'blue', value }, green: { file: 'green', value } } });
  const buckets = ['blue', 'green'].map((name) =>
    clusterOf(platform, name).addons.flatMap(({ needs }) =>
      needs.map((need) => (need.kind === 'bucket' ? need.bucket : '')),
    ),
  );
  expect(buckets).toEqual([
    ['acme-staging-blue-loki-chunks-222222222222-us-east-1'],
    ['acme-staging-green-loki-chunks-222222222222-us-east-1'],
  ]);
});

test('a release deploys an app, and only in its environment', () => {
  const platform = resolved({ apps: { shop: located('shop', smallApp, ['staging']) } });
  expect(clusterOf(platform, 'staging').apps.map(({ name }) => name)).toEqual(['shop']);
  expect(clusterOf(platform, 'production').apps).toEqual([]);
});

test('an override merges by key, replaces lists, and takes out with null', () => {
  const app = {
    ...smallApp,
    container: { ...smallApp.container, environment: { KEEP: 'base', CHANGE: 'base', DROP: 'base' } },
    talksTo: [{ host: 'a.example.com' }],
    ingress: { host: 'shop.{domain}' },
    environments: {
      staging: {
        container: { environment: { CHANGE: 'staging', DROP: null } },
        talksTo: [{ host: 'b.example.com' }],
        ingress: null,
      },
    },
  };
  const platform = resolved({ apps: { shop: located('shop', app) } });
  const [staging] = clusterOf(platform, 'staging').apps;
  expect(staging?.containers[0].environment).toEqual({ KEEP: 'base', CHANGE: 'staging' });
  expect(staging?.ingress).toBeUndefined();
  expect(clusterOf(platform, 'production').apps[0]?.ingress?.host).toBe('shop.production.acme.dev');
});

test('the VPC is cut into tiers that share no address', () => {
  expect(clusterOf(resolved(), 'production').environment.network.tiers).toMatchInlineSnapshot(`
    {
      "controlPlane": {
        "blocks": [
          "10.20.224.0/20",
        ],
        "subnets": [
          "10.20.224.0/22",
          "10.20.228.0/22",
          "10.20.232.0/22",
        ],
      },
      "data": {
        "blocks": [
          "10.20.208.0/20",
        ],
        "subnets": [
          "10.20.208.0/22",
          "10.20.212.0/22",
          "10.20.216.0/22",
        ],
      },
      "endpoints": {
        "blocks": [
          "10.20.240.0/20",
        ],
        "subnets": [
          "10.20.240.0/22",
          "10.20.244.0/22",
          "10.20.248.0/22",
        ],
      },
      "public": {
        "blocks": [
          "10.20.192.0/20",
        ],
        "subnets": [
          "10.20.192.0/22",
          "10.20.196.0/22",
          "10.20.200.0/22",
        ],
      },
      "workloads": {
        "blocks": [
          "10.20.0.0/17",
          "10.20.128.0/18",
        ],
        "subnets": [
          "10.20.0.0/18",
          "10.20.64.0/18",
          "10.20.128.0/18",
        ],
      },
    }
  `);
});

test('paths follow from what apps and addons declare, and stand on both sides', () => {
  const apps = {
    shop: located('shop', {
      ...smallApp,
      ingress: { host: 'shop.{domain}' },
      traces: true,
      talksTo: ['billing', { host: 'api.example.com' }],
      needs: { database: postgres({ storage: '20Gi' }), sessions: table({ key: 'id' }) },
    }),
    billing: located('billing', {
      ...smallApp,
      namespace: 'money',
      container: { ...smallApp.container, metrics: '/metrics' },
    }),
  };
  const platform = resolved({ apps });
  expect(clusterOf(platform, 'production').namespaces.map(({ name, paths }) => ({ name, paths }))).toMatchSnapshot();
});

test('where the load balancer serves Ingresses itself, it reaches the pods of apps with an ingress and no others', () => {
  const apps = {
    shop: located('shop', { ...smallApp, ingress: { host: 'shop.{domain}' } }),
    back: located('back', smallApp),
  };
  const { clusters } = definitions();
  const staging = clusters['staging'];
  if (staging === undefined) throw new Error('no staging');
  const addons = [
    { name: 'alb', namespace: 'kube-system', provides: { ingressClass: { name: 'alb', byLoadBalancer: true } } },
  ];
  const platform = resolved({ apps, clusters: { staging: { ...staging, value: { ...staging.value, addons } } } });
  const paths = clusterOf(platform, 'staging').namespaces[0]?.paths.map(({ name, ingress }) => [name, ingress]);
  expect(paths).toEqual([
    ['back', []],
    [
      'shop',
      [
        {
          class: 'load-balancer',
          blocks: ['10.10.192.0/20'],
          ports: [{ port: 8080, protocol: 'TCP' }],
          because: 'the load balancer, for shop.staging.acme.dev',
        },
      ],
    ],
  ]);
});

test('a path between workloads is of TCP, and of UDP where it says so', () => {
  const { staging } = definitions().clusters;
  if (staging === undefined) throw new Error('no staging');
  const peers = {
    name: 'peers',
    namespace: 'monitoring',
    workloads: {
      peer: {
        selector: { app: 'peer' },
        serviceAccount: 'peer',
        images: [],
        ports: { mesh: 9094, grpc: 9095 },
        paths: [
          { to: 'workload' as const, workload: 'peer', port: 'mesh', udp: true },
          { to: 'workload' as const, workload: 'peer', port: 'grpc' },
        ],
      },
    },
  };
  const value = { ...staging.value, addons: [...examplesAddons, peers] };
  const platform = resolved({ clusters: { staging: { ...staging, value } } });
  const paths = clusterOf(platform, 'staging').namespaces.find(({ name }) => name === 'monitoring')?.paths ?? [];
  const ports = paths.find(({ name }) => name === 'peers-peer')?.ingress.map((path) => path.ports);
  expect(ports).toEqual([
    [
      { port: 9094, protocol: 'TCP' },
      { port: 9094, protocol: 'UDP' },
    ],
    [{ port: 9095, protocol: 'TCP' }],
  ]);
});

test('an addon knows the hosts of the others by name', () => {
  const { staging } = definitions().clusters;
  if (staging === undefined) throw new Error('no staging');
  const addons = [
    ...examplesAddons,
    { name: 'charts', namespace: 'x', provides: { hosts: { dashboards: 'charts.staging.acme.dev' } } },
    {
      name: 'alerts',
      namespace: 'x',
      values: ({ host }: AddonContext) => ({ dashboards: host('dashboards') ?? null, other: host('other') ?? null }),
    },
  ];
  const platform = resolved({ clusters: { staging: { ...staging, value: { ...staging.value, addons } } } });
  expect(clusterOf(platform, 'staging').addons.find(({ name }) => name === 'alerts')?.values).toEqual({
    dashboards: 'charts.staging.acme.dev',
    other: null,
  });
});

test('a namespace is as strict as the least strict of its addons allows', () => {
  const byName = Object.fromEntries(
    clusterOf(resolved(), 'staging').namespaces.map((namespace) => [namespace.name, namespace.podSecurity]),
  );
  expect(byName).toEqual({
    agents: { level: 'privileged', reason: 'It reads the logs of the node.' },
    ingress: { level: 'restricted', reason: undefined },
    shop: { level: 'restricted', reason: undefined },
  });
});

test('needs have names, shared ones those of their owner', () => {
  const apps = {
    shop: located('shop', {
      ...smallApp,
      needs: { jobs: queue({ ownedBy: 'worker', access: 'send' }), signingKey: secret() },
    }),
    worker: located('worker', { ...smallApp, needs: { jobs: queue() } }),
  };
  expect(clusterOf(resolved({ apps }), 'production').apps.map(({ needs }) => needs)).toMatchInlineSnapshot(`
    [
      [
        {
          "access": "send",
          "kind": "queue",
          "maxReceiveCount": 5,
          "name": "jobs",
          "ownedBy": "worker",
          "queue": "acme-production-worker-jobs",
          "secretName": "shop-jobs",
          "url": "https://sqs.us-east-1.amazonaws.com/333333333333/acme-production-worker-jobs",
          "visibilityTimeoutSeconds": 30,
        },
        {
          "as": "environment",
          "description": undefined,
          "keys": [
            "value",
          ],
          "kind": "secret",
          "name": "signingKey",
          "secretName": "shop-signing-key",
          "secretPath": "acme/production/shop/shop/signing-key",
        },
      ],
      [
        {
          "access": "send-receive",
          "kind": "queue",
          "maxReceiveCount": 5,
          "name": "jobs",
          "ownedBy": "worker",
          "queue": "acme-production-worker-jobs",
          "secretName": "worker-jobs",
          "url": "https://sqs.us-east-1.amazonaws.com/333333333333/acme-production-worker-jobs",
          "visibilityTimeoutSeconds": 30,
        },
      ],
    ]
  `);
});

test('waves: namespaces, then CRDs, then all that nothing waits for', () => {
  const addons = [
    ...examplesAddons,
    { name: 'monitoring-crds', namespace: 'ops', provides: { crdGroups: ['monitoring.coreos.com'] } },
    { name: 'stack', namespace: 'ops', requires: [{ crdGroup: 'monitoring.coreos.com' }] },
  ];
  const { clusters } = definitions();
  const staging = clusters['staging'];
  if (staging === undefined) throw new Error('no staging');
  const platform = resolved({ clusters: { staging: { ...staging, value: { ...staging.value, addons } } } });
  expect(clusterOf(platform, 'staging').applications.map(({ wave, name }) => `${wave} ${name}`)).toEqual([
    '0 namespaces',
    '1 monitoring-crds',
    '2 agent',
    '2 ingress',
    '2 secrets',
    '2 shop',
    '2 stack',
  ]);
});

test("overlays merge over an addon's values, those of a cluster last", () => {
  const addons = [
    ...examplesAddons,
    { name: 'x', namespace: 'x', values: () => ({ a: { b: 1, c: 1 }, list: [1, 2] }) },
  ];
  const { clusters } = definitions();
  const staging = clusters['staging'];
  if (staging === undefined) throw new Error('no staging');
  const platform = resolved({
    clusters: { staging: { ...staging, value: { ...staging.value, addons } } },
    overlays: [
      { file: 'manifests/values/x.yaml', value: { a: { b: 2 }, list: [3] }, addon: 'x', cluster: undefined },
      { file: 'manifests/values/staging/x.yaml', value: { a: { c: null } }, addon: 'x', cluster: 'staging' },
    ],
  });
  expect(clusterOf(platform, 'staging').addons.find(({ name }) => name === 'x')?.values).toEqual({
    a: { b: 2, c: null },
    list: [3],
  });
});
