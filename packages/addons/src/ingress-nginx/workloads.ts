import type { PlatformWorkload } from '../pods/index.ts';

export const image = 'registry.k8s.io/ingress-nginx/controller';

/** Ports of the controller, equal to those of its Services. */
export const controllerPorts = { http: 80, metrics: 10254 } as const;

/** What the chart runs. */
export const workloads = {
  controller: {
    runs: 'replicated',
    replicas: { oneZone: 2, multiZone: 3 },
    hasBudget: true,
    selector: {
      'app.kubernetes.io/name': 'ingress-nginx',
      'app.kubernetes.io/instance': 'ingress-nginx',
      'app.kubernetes.io/component': 'controller',
    },
    serviceAccount: 'ingress-nginx',
    images: [image],
    ports: controllerPorts,
    metricsPort: 'metrics',
    paths: [{ from: 'load-balancer', port: 'http' }, { to: 'ingress-backends' }, { to: 'control-plane' }],
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;
