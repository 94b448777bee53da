import type { AddonDefinition } from '@espalier/model';
import { certManagerGroup, serverCertificate } from '../cert-manager/index.ts';
import { disruptionBudgets } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { externalSecretsValues } from './values.ts';
import { webhookName, workloads } from './workloads.ts';

const caBundle = '.webhooks[]?.clientConfig.caBundle';

/**
 * External Secrets Operator: turns secrets of Secrets Manager into Kubernetes Secrets, through the SecretStore of each
 * namespace. It has no role: it reads with the ServiceAccount of each store.
 *
 * cert-manager issues its webhook's certificate, like those of other addons, so that it needs no controller with rights
 * on Secrets and webhooks.
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
    objects: (context) => [serverCertificate(webhookName, context), ...disruptionBudgets(workloads, context)],
    workloads,
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
