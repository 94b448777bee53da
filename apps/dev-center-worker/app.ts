import { defineApp, queue } from '@espalier/model';

export default defineApp({
  namespace: 'dev-center',
  owner: 'product',
  container: {
    ports: { admin: 9090 },
    probes: {
      ready: { path: '/healthz/ready', port: 'admin' },
      live: { path: '/healthz/live', port: 'admin' },
    },
    resources: { cpu: '500m', memory: '1Gi' },
    metrics: { path: '/metrics', port: 'admin' },
    writableDirectories: ['/tmp', '/var/work'],
  },
  replicas: { min: 2, max: 20, cpu: '75%' },
  talksTo: ['dev-center-api', { host: 'api.github.com' }],
  traces: true,
  needs: { jobs: queue({ visibilityTimeoutSeconds: 900 }) },
  terminationGracePeriodSeconds: 120,
  environments: { staging: { replicas: 1 } },
});
