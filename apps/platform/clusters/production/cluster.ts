import {
  argoCd,
  externalSecrets,
  grafana,
  ingressNginx,
  jaeger,
  loki,
  nodeExporter,
  prometheus,
  prometheusOperatorCrds,
  runnerController,
  runners,
  telemetryAgent,
} from '@espalier/addons';
import { defineCluster } from '@espalier/model';

export default defineCluster({
  environment: 'production',
  kubernetesVersion: '1.35',
  nodeGroups: {
    system: { instanceTypes: ['m7i.large'], size: { min: 3, max: 6 } },
    general: { instanceTypes: ['m7i.xlarge', 'm6i.xlarge'], size: { min: 3, max: 20 } },
    ci: { instanceTypes: ['c7i.2xlarge'], size: { min: 0, max: 30 }, dedicatedTo: 'ci' },
    gpu: { instanceTypes: ['g6.xlarge'], size: { min: 0, max: 4 }, dedicatedTo: 'ai-platform', gpu: true },
  },
  addons: [
    argoCd({
      userInterface: {
        host: 'argocd.riven.dev',
        singleSignOn: { issuer: 'https://id.riven.dev', clientId: 'argocd', adminGroup: 'platform-admins' },
      },
    }),
    externalSecrets(),
    ingressNginx(),
    prometheusOperatorCrds(),
    prometheus({ retentionDays: 15, storage: '200Gi', replicas: 2 }),
    nodeExporter(),
    loki({ retentionDays: 31 }),
    grafana({ host: 'grafana.riven.dev' }),
    jaeger(),
    telemetryAgent(),
    runnerController(),
    runners({ name: 'riven-general', on: 'ci', size: { min: 1, max: 20 }, githubConfigUrl: 'https://github.com/riven' }),
    runners({
      name: 'riven-large',
      on: 'ci',
      size: { min: 0, max: 4 },
      githubConfigUrl: 'https://github.com/riven',
      resources: { cpu: '6', memory: '8Gi' },
      imageBuilder: { memory: '6Gi' },
    }),
  ],
});
