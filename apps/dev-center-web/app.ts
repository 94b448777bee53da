import { defineApp } from '@espalier/model';

export default defineApp({
  namespace: 'dev-center',
  owner: 'product',
  container: {
    port: 8080,
    probes: { ready: '/healthz', live: '/healthz' },
    resources: { cpu: '100m', memory: '256Mi' },
    environment: { API_URL: 'http://dev-center-api.dev-center.svc.cluster.local:8080' },
    metrics: '/metrics',
  },
  replicas: { min: 3, max: 10, cpu: '70%' },
  ingress: { host: 'dev.{domain}' },
  talksTo: ['dev-center-api', 'identity'],
  traces: true,
  environments: {
    staging: { replicas: 1 },
  },
});
