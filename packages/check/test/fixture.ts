import {
  certManager,
  externalSecrets,
  loki,
  metricsServer,
  prometheusOperatorCrds,
  storageClasses,
} from '@espalier/addons';
import {
  bucket,
  defineAccount,
  defineApp,
  defineCluster,
  defineEnvironment,
  definePlatform,
  formatProblem,
  postgres,
  queue,
  resolve,
  secret,
  table,
  type AppDefinition,
  type Definitions,
  type ResolvedCluster,
  type ResolvedPlatform,
} from '@espalier/model';

const container = { port: 8080, resources: { cpu: '100m', memory: '128Mi' } };

/** Apps with every kind of need that the contract is about, under the names that the tests edit. */
const apps: Readonly<Record<string, AppDefinition>> = {
  identity: defineApp({
    namespace: 'auth',
    owner: 'platform',
    container,
    needs: {
      database: postgres({ storage: '20Gi' }),
      sessions: table({ key: 'sessionId' }),
      signingKey: secret({ description: 'Signs tokens.' }),
    },
  }),
  'dev-center-api': defineApp({
    namespace: 'dev-center',
    owner: 'platform',
    container,
    needs: {
      database: postgres({ storage: '20Gi' }),
      jobs: queue({ ownedBy: 'dev-center-worker', access: 'send' }),
    },
  }),
  'dev-center-worker': defineApp({ namespace: 'dev-center', owner: 'platform', container, needs: { jobs: queue() } }),
  'model-server': defineApp({
    namespace: 'ai-platform',
    owner: 'platform',
    container,
    needs: { weights: bucket({ access: 'read' }) },
  }),
};

const definitions: Definitions = {
  platform: {
    file: 'apps/platform/platform.ts',
    value: definePlatform({
      name: 'acme',
      repository: 'https://github.com/acme/platform',
      domain: 'acme.dev',
      owners: { platform: '@acme/platform' },
      accounts: {
        shared: defineAccount({ id: '111111111111', role: 'registry' }),
        production: defineAccount({ id: '333333333333' }),
      },
    }),
  },
  environments: {
    production: {
      file: 'apps/platform/environments/production.ts',
      value: defineEnvironment({
        account: 'production',
        region: 'us-east-1',
        domain: 'acme.dev',
        network: { cidr: '10.20.0.0/16' },
        alarms: { emails: ['on-call@acme.dev'] },
      }),
    },
  },
  clusters: {
    production: {
      file: 'apps/platform/clusters/production/cluster.ts',
      value: defineCluster({
        environment: 'production',
        kubernetesVersion: '1.35',
        nodeGroups: {
          system: { instanceTypes: ['m7i.xlarge'], size: { min: 3, max: 6 } },
          general: { instanceTypes: ['m7i.xlarge'], size: { min: 3, max: 9 } },
        },
        addons: [
          storageClasses(),
          certManager(),
          prometheusOperatorCrds(),
          externalSecrets(),
          metricsServer(),
          loki({ retentionDays: 30 }),
        ],
      }),
    },
  },
  apps: Object.fromEntries(
    Object.entries(apps).map(([name, value]) => {
      const release = { file: `apps/${name}/releases/production.yaml`, value: { image: { tag: '1.0.0' } } };
      return [name, { file: `apps/${name}/app.ts`, value, chart: undefined, releases: { production: release } }];
    }),
  ),
  chartVersions: undefined,
  overlays: [],
  vendoredCharts: () => undefined,
  manifests: {},
};

/** A platform of one cluster, `production`. */
export function fixture(): { readonly platform: ResolvedPlatform; readonly cluster: ResolvedCluster } {
  const { platform, problems } = resolve(definitions);
  const cluster = platform?.clusters['production'];
  if (platform === undefined || cluster === undefined) throw new Error(problems.map(formatProblem).join('\n\n'));
  return { platform, cluster };
}
