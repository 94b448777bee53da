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
  environment: 'staging',
  kubernetesVersion: '1.35',
  nodeGroups: {
    system: { instanceTypes: ['m7i.large'], size: { min: 2, max: 4 } },
    general: { instanceTypes: ['m7i.xlarge', 'm6i.xlarge'], size: { min: 2, max: 8 } },
    ci: { instanceTypes: ['c7i.2xlarge'], size: { min: 0, max: 6 }, dedicatedTo: 'ci' },
    gpu: { instanceTypes: ['g6.xlarge'], size: { min: 0, max: 1 }, dedicatedTo: 'ai-platform', gpu: true },
  },
  addons: [
    argoCd({
      userInterface: {
        host: 'argocd.staging.riven.dev',
        singleSignOn: { issuer: 'https://id.staging.riven.dev', clientId: 'argocd', adminGroup: 'platform-admins' },
      },
    }),
    externalSecrets(),
    ingressNginx({ hosts: ['*.staging.riven.dev'], publishStatusAddress: 'ingress.staging.riven.dev' }),
    prometheusOperatorCrds(),
    prometheus({ retentionDays: 7, storage: '50Gi' }),
    nodeExporter(),
    loki({ retentionDays: 7 }),
    grafana({ host: 'grafana.staging.riven.dev' }),
    jaeger(),
    telemetryAgent(),
    runnerController(),
    runners({ name: 'riven-general', on: 'ci', size: { min: 0, max: 4 }, githubConfigUrl: 'https://github.com/riven' }),
    runners({
      name: 'riven-large',
      on: 'ci',
      size: { min: 0, max: 1 },
      githubConfigUrl: 'https://github.com/riven',
      resources: { cpu: '6', memory: '8Gi' },
      imageBuilder: { memory: '6Gi' },
    }),
  ],
});
