import type { PlatformWorkload } from '../pods/index.ts';

/** Name of the webhook's Service, of its certificate and of the Secret that holds it. */
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
    // The Service's port is 443: only the API server calls it, and that reaches the pod's own port.
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
