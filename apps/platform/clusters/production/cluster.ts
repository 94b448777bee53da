import { standardCluster } from '../../standard-cluster.ts';

export default standardCluster({
  environment: 'production',
  kubernetesVersion: '1.35',
  domain: 'riven.dev',
  nodes: {
    system: { min: 3, max: 6 },
    general: { min: 3, max: 20 },
    ci: { min: 0, max: 30 },
    gpu: { min: 0, max: 4 },
  },
  runners: { general: { min: 1, max: 20 }, large: { min: 0, max: 4 } },
  prometheus: { retentionDays: 15, storage: '200Gi', replicas: 2 },
  logRetentionDays: 31,
});
