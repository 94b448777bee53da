import type { AppDefinition, Needs } from '@espalier/model';

/** Apps that stand together in one namespace. */
const appsOfANamespace = 10;

/** Name of the app with this number, from 1. */
export function appName(number: number): string {
  return `app-${String(number).padStart(3, '0')}`;
}

/**
 * The definition of an app. Apps differ as those of a company do: of twenty one is a cron job and one a stateful set,
 * half are reached from outside, two in three scale by load, and each asks for other things of the cloud.
 *
 * @param build text that the app's environment carries, so that another one is another definition
 */
export function appDefinition(number: number, build: string): AppDefinition {
  const common = {
    namespace: `team-${String(Math.ceil(number / appsOfANamespace)).padStart(3, '0')}`,
    owner: number % 2 === 0 ? 'product' : 'platform',
    needs: needsOf(number),
    traces: number % 3 !== 0,
    talksTo: peersOf(number),
  };
  const environment = { BUILD: build, LOG_LEVEL: 'info', WORKERS: String(1 + (number % 8)) };
  if (isCronJob(number)) {
    return {
      ...common,
      workload: { kind: 'cronJob', schedule: `${number % 60} 3 * * *` },
      container: { args: ['--once'], resources: { cpu: '100m', memory: '128Mi' }, environment },
    };
  }
  return {
    ...common,
    ...(isStatefulSet(number) && {
      workload: { kind: 'statefulSet', volumes: { data: { path: '/var/lib/data', size: '20Gi' } } },
    }),
    container: {
      port: 8080,
      ...(number % 4 === 0 && { ports: { grpc: 9090 } }),
      probes: {
        ready: '/healthz/ready',
        live: '/healthz/live',
        start: { path: '/healthz/live', failureThreshold: 30 },
      },
      resources: { cpu: '250m', memory: '512Mi' },
      environment,
      ...(number % 5 !== 0 && { files: { '/etc/app/settings.json': settingsOf(number) } }),
      metrics: '/metrics',
    },
    ...(number % 10 === 0 && {
      sidecars: {
        proxy: { image: 'public.ecr.aws/fleet/proxy:1.4.2', resources: { cpu: '50m', memory: '64Mi' } },
      },
    }),
    replicas: number % 3 === 2 ? 2 + (number % 4) : { min: 2, max: 6 + (number % 10), cpu: '70%' },
    ...(number % 2 === 0 && { ingress: { host: `${appName(number)}.{domain}`, paths: ['/', '/api'] } }),
  };
}

function isCronJob(number: number): boolean {
  return number % 20 === 7;
}

function isStatefulSet(number: number): boolean {
  return number % 20 === 13;
}

function needsOf(number: number): Needs {
  return {
    signingKey: { kind: 'secret' },
    ...(number % 2 === 0 && { oauth: { kind: 'secret', keys: ['clientId', 'clientSecret'] } }),
    ...(number % 4 === 1 && { database: { kind: 'postgres', storage: '50Gi' } }),
    ...(number % 5 === 2 && { uploads: { kind: 'bucket', expireAfterDays: 90 } }),
    ...(number % 6 === 3 && { jobs: { kind: 'queue', visibilityTimeoutSeconds: 300 } }),
    ...(number % 7 === 4 && { sessions: { kind: 'table', key: 'sessionId', expiresAt: 'expiresAt' } }),
  };
}

/** Apps that it calls: earlier ones that listen. */
function peersOf(number: number): NonNullable<AppDefinition['talksTo']> {
  const earlier = [number - 1, number - 4, number - 9].filter((peer) => peer >= 1 && !isCronJob(peer));
  return [...earlier.map(appName), ...(number % 4 === 0 ? [{ host: 'api.github.com' }] : [])];
}

function settingsOf(number: number): string {
  const settings = {
    limits: { requestsPerMinute: 60 * number, uploadMegabytes: 512 },
    features: ['search', 'export', `variant-${number % 9}`],
    timeouts: { connect: '2s', read: '30s' },
  };
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}
