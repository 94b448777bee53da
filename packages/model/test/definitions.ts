import { defineAccount, defineApp, defineCluster, defineEnvironment, definePlatform } from '../src/index.ts';
import type { AddonDefinition, AppDefinition, Definitions, LocatedApp } from '../src/index.ts';

/** An addon that runs an ingress controller and one that receives traces: what apps of the examples may ask for. */
export const examplesAddons: readonly AddonDefinition[] = [
  {
    name: 'ingress',
    namespace: 'ingress',
    workloads: {
      controller: {
        selector: { app: 'ingress' },
        serviceAccount: 'ingress',
        images: ['registry.k8s.io/ingress'],
        ports: { http: 8080 },
        paths: [{ to: 'ingress-backends' }, { from: 'load-balancer', port: 'http' }],
      },
    },
    provides: { ingressClass: { name: 'nginx' } },
  },
  {
    name: 'agent',
    namespace: 'agents',
    podSecurity: { level: 'privileged', reason: 'It reads the logs of the node.' },
    workloads: {
      agent: {
        selector: { app: 'agent' },
        serviceAccount: 'agent',
        images: ['otel/collector'],
        ports: { otlp: 4318, metrics: 8888 },
        metricsPort: 'metrics',
        paths: [{ from: 'traced-apps', port: 'otlp' }, { to: 'control-plane' }],
      },
    },
    provides: { endpoints: { 'otlp-http': { service: 'agent', workload: 'agent', port: 'otlp' } } },
  },
  { name: 'secrets', namespace: 'kube-system', provides: { crdGroups: ['external-secrets.io'] } },
];

/** The smallest app that is valid. */
export const smallApp: AppDefinition = defineApp({
  namespace: 'shop',
  owner: 'platform',
  container: { port: 8080, resources: { cpu: '100m', memory: '128Mi' } },
});

/** An app as it would be read from `apps/<name>/`. */
export function located(
  name: string,
  value: AppDefinition,
  environments: readonly string[] = ['staging', 'production'],
): LocatedApp {
  return {
    file: `apps/${name}/app.ts`,
    value,
    chart: undefined,
    releases: Object.fromEntries(
      environments.map((environment) => [
        environment,
        { file: `apps/${name}/releases/${environment}.yaml`, value: { image: { tag: '1.0.0' } } },
      ]),
    ),
  };
}

const alarms = { emails: ['on-call@acme.dev'] };

/** A platform of two environments with a cluster each, as it would be read from disk; parts may be replaced. */
export function definitions(parts: Partial<Definitions> = {}): Definitions {
  const cluster = (environment: string): Definitions['clusters'][string] => ({
    file: `apps/platform/clusters/${environment}/cluster.ts`,
    value: defineCluster({
      environment,
      kubernetesVersion: '1.35',
      nodeGroups: { general: { instanceTypes: ['m7i.large'], size: { min: 1, max: 3 } } },
      addons: examplesAddons,
    }),
  });
  return {
    platform: {
      file: 'apps/platform/platform.ts',
      value: definePlatform({
        name: 'acme',
        repository: 'https://github.com/acme/platform',
        domain: 'acme.dev',
        owners: { platform: '@acme/platform' },
        accounts: {
          shared: defineAccount({ id: '111111111111', role: 'registry' }),
          staging: { id: '222222222222' },
          production: { id: '333333333333' },
        },
      }),
    },
    environments: {
      staging: {
        file: 'apps/platform/environments/staging.ts',
        value: defineEnvironment({
          account: 'staging',
          region: 'us-east-1',
          network: { cidr: '10.10.0.0/16' },
          alarms,
        }),
      },
      production: {
        file: 'apps/platform/environments/production.ts',
        value: defineEnvironment({
          account: 'production',
          region: 'us-east-1',
          network: { cidr: '10.20.0.0/16' },
          alarms,
        }),
      },
    },
    clusters: { staging: cluster('staging'), production: cluster('production') },
    apps: { shop: located('shop', smallApp) },
    chartVersions: undefined,
    overlays: [],
    vendoredCharts: () => undefined,
    manifests: {},
    ...parts,
  };
}
