import { bucket, defineApp, postgres, queue, secret, table } from '@espalier/model';

export default defineApp({
  namespace: 'dev-center',
  owner: 'product',
  container: {
    port: 8080,
    probes: { ready: '/healthz/ready', live: '/healthz/live', start: { path: '/healthz/live', failureThreshold: 30 } },
    resources: { cpu: '500m', memory: '1Gi' },
    metrics: '/metrics',
    files: {
      '/etc/dev-center/limits.json': JSON.stringify({ requestsPerMinute: 600, uploadMegabytes: 512 }, undefined, 2),
    },
  },
  replicas: { min: 3, max: 12, cpu: '65%', memory: '80%' },
  ingress: { host: 'api.{domain}' },
  talksTo: ['identity', 'authorization', 'model-gateway', { host: 'api.github.com' }],
  traces: true,
  needs: {
    database: postgres({ storage: '100Gi', instanceClass: 'db.m7g.large' }),
    builds: bucket({ expireAfterDays: 90 }),
    featureFlags: table({ key: 'flag' }),
    jobs: queue({ ownedBy: 'dev-center-worker', access: 'send' }),
    githubApp: secret({
      keys: ['appId', 'privateKey'],
      description: 'The GitHub App of the Dev Center: its id and private key, from its settings page on GitHub.',
    }),
  },
  environments: {
    staging: {
      replicas: { min: 1, max: 3 },
      needs: { database: { storage: '20Gi', instanceClass: 'db.t4g.medium' } },
    },
  },
});
