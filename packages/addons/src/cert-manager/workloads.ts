import type { PlatformWorkload } from '../pods/index.ts';

/** Name of the release, which the chart writes into labels and names. */
export const release = 'cert-manager';

/** Image of a component. */
export function image(component: string): string {
  return `quay.io/jetstack/cert-manager-${component}`;
}

/** Ports of every component. */
const ports = { metrics: 9402 } as const;

/** Port that the webhook listens on. */
export const webhookPort = 10250;

/** What the chart runs. */
export const workloads = {
  controller: { ...component('controller', 'cert-manager', release), paths: [{ to: 'control-plane' }] },
  webhook: {
    ...component('webhook', 'webhook', `${release}-webhook`),
    ports: { ...ports, webhook: webhookPort },
    // The Service's port is 443: only the API server calls it, directly on the pod's port.
    paths: [{ to: 'control-plane' }, { from: 'control-plane', port: 'webhook' }],
  },
  cainjector: {
    ...component('cainjector', 'cainjector', `${release}-cainjector`),
    paths: [{ to: 'control-plane' }],
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;

function component(name: string, label: string, serviceAccount: string) {
  return {
    runs: 'replicated',
    selector: {
      'app.kubernetes.io/name': label,
      'app.kubernetes.io/instance': release,
      'app.kubernetes.io/component': name,
    },
    serviceAccount,
    images: [image(name)],
    ports,
    metricsPort: 'metrics',
  } satisfies Omit<PlatformWorkload, 'paths'>;
}
