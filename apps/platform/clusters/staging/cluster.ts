import { standardCluster } from '../../standard-cluster.ts';

export default standardCluster({
  environment: 'staging',
  kubernetesVersion: '1.35',
  domain: 'staging.riven.dev',
  nodes: {
    system: { min: 2, max: 4 },
    general: { min: 2, max: 8 },
    ci: { min: 0, max: 6 },
    gpu: { min: 0, max: 1 },
  },
  runners: { general: { min: 0, max: 4 }, large: { min: 0, max: 1 } },
  prometheus: { retentionDays: 7, storage: '50Gi' },
  logRetentionDays: 7,
});
