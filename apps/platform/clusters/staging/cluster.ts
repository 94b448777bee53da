import { defineCluster } from '@espalier/model';

export default defineCluster({
  environment: 'staging',
  kubernetesVersion: '1.35',
  nodeGroups: {
    system: { instanceTypes: ['m7i.large'], size: { min: 3, max: 6 } },
    general: { instanceTypes: ['m7i.xlarge', 'm6i.xlarge'], size: { min: 3, max: 20 } },
    ci: { instanceTypes: ['c7i.2xlarge'], size: { min: 0, max: 30 }, dedicatedTo: 'ci' },
    gpu: { instanceTypes: ['g6.xlarge'], size: { min: 0, max: 4 }, dedicatedTo: 'ai-platform', gpu: true },
  },
  addons: [],
});
