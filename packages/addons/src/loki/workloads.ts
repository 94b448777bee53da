import { bucket } from '@espalier/model';
import type { PlatformWorkload } from '../pods/index.ts';
import type { LokiOptions } from './options.ts';

export const image = 'docker.io/grafana/loki';

/** Need for the bucket of chunks, index and rules. */
export const chunks = 'chunks';

/** What the chart runs. */
export function lokiWorkloads({ replicas = 1 }: LokiOptions) {
  return {
    loki: {
      runs: 'replicated',
      replicas: { oneZone: replicas, multiZone: replicas },
      selector: {
        'app.kubernetes.io/name': 'loki',
        'app.kubernetes.io/instance': 'loki',
        'app.kubernetes.io/component': 'single-binary',
      },
      serviceAccount: 'loki',
      images: [image],
      ports: { http: 3100, grpc: 9095, memberlist: 7946 },
      metricsPort: 'http',
      paths: [
        { to: 'workload', workload: 'loki', port: 'grpc' },
        { to: 'workload', workload: 'loki', port: 'memberlist' },
        { to: 'vpc-endpoints' },
        { to: 'public', hosts: ['s3.amazonaws.com'] },
      ],
      needs: { [chunks]: bucket() },
    },
  } satisfies Readonly<Record<string, PlatformWorkload>>;
}
