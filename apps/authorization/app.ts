import { defineApp } from '@espalier/model';

export default defineApp({
  namespace: 'auth',
  owner: 'security',
  container: {
    port: 8181,
    probes: { ready: '/health?bundles', live: '/health' },
    resources: { cpu: '250m', memory: '256Mi' },
    metrics: '/metrics',
  },
  replicas: { min: 3, max: 6, cpu: '60%' },
  traces: true,
  environments: { staging: { replicas: 1 } },
});
