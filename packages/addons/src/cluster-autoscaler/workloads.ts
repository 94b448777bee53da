import type { PlatformWorkload } from '../pods/index.ts';
import { scalingPolicy } from './policy.ts';

/** Name of the release, of its ServiceAccount and in its labels. */
export const release = 'cluster-autoscaler';

export const image = 'registry.k8s.io/autoscaling/cluster-autoscaler';

/** Port of metrics and health; the Service's equals it. */
export const ports = { http: 8085 } as const;

/** What the chart runs. */
export const workloads = {
  autoscaler: {
    runs: 'replicated',
    selector: { 'app.kubernetes.io/name': release, 'app.kubernetes.io/instance': release },
    serviceAccount: release,
    images: [image],
    ports,
    metricsPort: 'http',
    paths: [{ to: 'control-plane' }, { to: 'vpc-endpoints' }],
    needs: { scaling: scalingPolicy },
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;
