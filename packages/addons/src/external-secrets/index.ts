import type { AddonDefinition, AddonWorkload } from '@espalier/model';
import { certManagerGroup, serverCertificate } from '../cert-manager/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { externalSecretsImage, externalSecretsValues, webhookName } from './values.ts';

const caBundle = '.webhooks[]?.clientConfig.caBundle';

/**
 * External Secrets Operator: turns secrets of Secrets Manager into Kubernetes Secrets, through the SecretStore of each
 * namespace. It has no role of its own: it reads as the ServiceAccount that a store names.
 *
 * Its webhook's certificate is cert-manager's, as those of the other addons' webhooks are: no controller with rights on
 * Secrets and webhooks runs for it alone.
 */
export function externalSecrets(): AddonDefinition {
  return {
    name: 'external-secrets',
    namespace: 'external-secrets',
    chart: {
      repository: 'https://charts.external-secrets.io',
      name: 'external-secrets',
      version: '2.9.0',
      kubernetes: '>=1.19.0-0',
    },
    values: externalSecretsValues,
    objects: (context) => [serverCertificate(webhookName, context)],
    workloads: {
      controller: {
        ...component('external-secrets', { metrics: 8080 }),
        paths: [{ to: 'control-plane' }, { to: 'vpc-endpoints' }],
      },
      webhook: {
        ...component(webhookName, { metrics: 8080, webhook: 10250 }),
        // The Service's port is 443: only the API server calls it, and that reaches the pod's own port.
        paths: [{ from: 'control-plane', port: 'webhook' }],
      },
    },
    provides: { crdGroups: ['external-secrets.io', 'generators.external-secrets.io'] },
    requires: [{ crdGroup: certManagerGroup }, { crdGroup: monitoringGroup }],
    // The CRDs of both kinds of store are larger than what the last-applied annotation may hold.
    serverSideApply: true,
    ignoreDifferences: [
      {
        group: 'admissionregistration.k8s.io',
        kind: 'ValidatingWebhookConfiguration',
        jqPathExpressions: [caBundle],
      },
    ],
  };
}

function component(name: string, ports: Readonly<Record<string, number>>): Omit<AddonWorkload, 'paths'> {
  return {
    selector: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': 'external-secrets' },
    serviceAccount: name,
    images: [externalSecretsImage],
    ports,
    metricsPort: 'metrics',
  };
}
