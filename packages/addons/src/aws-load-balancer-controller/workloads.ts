import type { PlatformWorkload } from '../pods/index.ts';
import { loadBalancerPolicy } from './policy.ts';

/** Name of the release, of its ServiceAccount and in its labels. */
export const release = 'aws-load-balancer-controller';

export const image = 'public.ecr.aws/eks/aws-load-balancer-controller';

/** Ports of the controller. */
export const ports = { webhook: 9443, metrics: 8080 } as const;

/** What the chart runs. */
export const workloads = {
  controller: {
    runs: 'replicated',
    selector: { 'app.kubernetes.io/name': release, 'app.kubernetes.io/instance': release },
    serviceAccount: release,
    images: [image],
    ports,
    metricsPort: 'metrics',
    paths: [
      { to: 'control-plane' },
      { to: 'vpc-endpoints' },
      { to: 'public', hosts: ['acm.amazonaws.com', 'wafv2.amazonaws.com'] },
      // The Service's port is 443: only the API server calls it, directly on the pod's port.
      { from: 'control-plane', port: 'webhook' },
    ],
    needs: { loadBalancers: loadBalancerPolicy },
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;
