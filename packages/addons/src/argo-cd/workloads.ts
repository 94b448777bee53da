import type { AddonPath } from '@espalier/model';
import type { PlatformWorkload } from '../pods/index.ts';
import type { ArgoCdOptions, UserInterface } from './options.ts';

/** Name of the release, which the chart writes into labels. */
export const release = 'argo-cd';

/** Image of every component except Redis. */
export const image = 'quay.io/argoproj/argocd';

export const redisImage = 'public.ecr.aws/docker/library/redis';

const redis: AddonPath = { to: 'workload', workload: 'redis', port: 'redis' };
const repoServer: AddonPath = { to: 'workload', workload: 'repo-server', port: 'grpc' };

/** What the chart runs. Redis opens no connections. */
export function argoCdWorkloads(options: ArgoCdOptions) {
  return {
    'application-controller': {
      ...component('application-controller', { metrics: 8082 }),
      // Several replicas would split the clusters, and there is only one.
      runs: 'single',
      paths: [{ to: 'control-plane' }, redis, repoServer],
    },
    'repo-server': {
      ...component('repo-server', { grpc: 8081, metrics: 8084 }),
      runs: 'replicated',
      paths: [
        redis,
        { to: 'public', hosts: ['github.com', 'ghcr.io', 'quay.io', '*.github.io', ...(options.chartHosts ?? [])] },
      ],
    },
    server: {
      ...component('server', { http: 8080, metrics: 8083 }),
      runs: 'replicated',
      paths: [{ to: 'control-plane' }, redis, repoServer, ...fromPeople(options)],
    },
    redis: {
      ...component('redis', { redis: 6379 }),
      // A cache: lost data is computed again.
      runs: 'single',
      images: [redisImage],
      metricsPort: undefined,
      paths: [],
    },
    // No pod of it runs by default; a pod of it would have these paths.
    'applicationset-controller': {
      ...component('applicationset-controller', { metrics: 8080, webhook: 7000 }),
      runs: 'replicated',
      // The tree contains every Application; generators that create or delete them without a review are off.
      replicas: { oneZone: 0, multiZone: 0 },
      paths: [{ to: 'control-plane' }, repoServer],
    },
    'redis-secret-init': {
      ...component('redis-secret-init', {}),
      runs: 'to-completion',
      metricsPort: undefined,
      paths: [{ to: 'control-plane' }],
    },
  } satisfies Readonly<Record<string, PlatformWorkload>>;
}

function component(name: string, ports: Readonly<Record<string, number>>) {
  return {
    selector: { 'app.kubernetes.io/name': `argocd-${name}`, 'app.kubernetes.io/instance': release },
    serviceAccount: `argocd-${name}`,
    images: [image],
    ports,
    metricsPort: 'metrics',
  };
}

function fromPeople({ userInterface }: ArgoCdOptions): readonly AddonPath[] {
  if (userInterface === undefined) return [];
  return [{ from: 'ingress', port: 'http' }, ...toIssuer(userInterface)];
}

/** To the issuer of the log-in; the model's validation refuses invalid options later. */
function toIssuer({ singleSignOn }: Partial<UserInterface>): readonly AddonPath[] {
  const issuer = URL.parse(singleSignOn?.issuer ?? '');
  return issuer === null ? [] : [{ to: 'public', hosts: [issuer.hostname] }];
}
