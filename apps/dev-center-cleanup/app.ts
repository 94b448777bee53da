import { defineApp } from '@espalier/model';

export default defineApp({
  namespace: 'dev-center',
  owner: 'product',
  workload: { kind: 'cronJob', schedule: '30 3 * * *', timeZone: 'America/New_York', deadlineSeconds: 1800 },
  container: {
    command: ['/app/cleanup'],
    args: ['--api=http://dev-center-api.dev-center.svc.cluster.local:8080', '--older-than=90d'],
    resources: { cpu: '100m', memory: '128Mi' },
  },
  talksTo: ['dev-center-api'],
});
