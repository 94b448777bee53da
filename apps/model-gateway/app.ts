import { defineApp, secret } from '@espalier/model';

export default defineApp({
  namespace: 'ai-platform',
  owner: 'ai',
  container: {
    port: 8080,
    probes: { ready: '/healthz', live: '/healthz' },
    resources: { cpu: '250m', memory: '512Mi' },
    environment: { MODEL_SERVER_URL: 'http://model-server.ai-platform.svc.cluster.local:8000' },
    metrics: '/metrics',
  },
  replicas: { min: 2, max: 8, cpu: '70%' },
  talksTo: ['model-server', 'authorization'],
  traces: true,
  needs: {
    clientKeys: secret({
      as: 'files',
      keys: ['keys.json'],
      description: 'API keys of the clients: JSON, key to team.',
    }),
  },
  environments: { staging: { replicas: 1 } },
});
