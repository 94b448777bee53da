import type { AddonDefinition } from '@espalier/model';
import {
  argoCd,
  awsLoadBalancerController,
  certManager,
  externalDns,
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
  storageClasses,
  telemetryAgent,
} from '../src/index.ts';

/** Every addon of the package, as a production cluster lists them. */
export const catalogue: readonly AddonDefinition[] = [
  argoCd({
    userInterface: {
      host: 'argocd.riven.dev',
      singleSignOn: { issuer: 'https://id.riven.dev', clientId: 'argocd', adminGroup: 'platform-admins' },
    },
  }),
  storageClasses(),
  certManager(),
  awsLoadBalancerController(),
  externalDns(),
  externalSecrets(),
  prometheusOperatorCrds(),
  prometheus({ retentionDays: 15, storage: '200Gi' }),
  nodeExporter(),
  loki({ retentionDays: 31 }),
  grafana({ host: 'grafana.riven.dev' }),
  jaeger(),
  telemetryAgent(),
  runnerController(),
  runners({ name: 'riven-general', on: 'ci', size: { min: 1, max: 20 } }),
  runners({
    name: 'riven-large',
    on: 'ci',
    size: { min: 0, max: 4 },
    resources: { cpu: '6', memory: '8Gi' },
    imageBuilder: { memory: '6Gi' },
  }),
  ingressNginx(),
];
