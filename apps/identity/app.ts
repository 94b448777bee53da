import { defineApp, postgres, secret, table } from '@espalier/model';

export default defineApp({
  namespace: 'auth',
  owner: 'security',
  container: {
    port: 8080,
    probes: { ready: '/healthz/ready', live: '/healthz/live' },
    resources: { cpu: '250m', memory: '512Mi' },
    metrics: '/metrics',
  },
  replicas: { min: 3, max: 10, cpu: '70%' },
  ingress: { host: 'id.{domain}' },
  talksTo: ['authorization'],
  traces: true,
  needs: {
    database: postgres({ storage: '50Gi' }),
    sessions: table({ key: 'sessionId', expiresAt: 'expiresAt' }),
    signingKey: secret({
      description: 'Private key that signs tokens: PEM, made with `openssl genpkey -algorithm ed25519`.',
    }),
  },
  environments: {
    staging: {
      replicas: { min: 1, max: 2 },
      needs: { database: { storage: '20Gi' } },
    },
  },
});
