import type { PlatformWorkload } from '../pods/index.ts';

/** Name of the webhook's Service, its certificate and the certificate's Secret. */
export const webhookName = 'external-secrets-webhook';

export const externalSecretsImage = 'ghcr.io/external-secrets/external-secrets';

/** What the chart runs. */
export const workloads = {
  controller: {
    ...component('external-secrets'),
    ports: { metrics: 8080 },
    paths: [{ to: 'control-plane' }, { to: 'vpc-endpoints' }],
  },
  webhook: {
    ...component(webhookName),
    ports: { metrics: 8080, webhook: 10250 },
    // The Service's port is 443: only the API server calls it, directly on the pod's port.
    paths: [{ from: 'control-plane', port: 'webhook' }],
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;

function component(name: string) {
  return {
    runs: 'replicated',
    selector: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': 'external-secrets' },
    serviceAccount: name,
    images: [externalSecretsImage],
    metricsPort: 'metrics',
  } satisfies Omit<PlatformWorkload, 'paths'>;
}
