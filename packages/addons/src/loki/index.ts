import { bucket, type AddonDefinition } from '@espalier/model';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { chunks, image, lokiValues } from './values.ts';
import { lokiOptions, type LokiOptions } from './options.ts';

export type { LokiOptions } from './options.ts';

/** Loki in its monolithic mode, with logs in S3. It collects nothing itself: see `telemetryAgent`. */
export function loki(options: LokiOptions = {}): AddonDefinition {
  return {
    name: 'loki',
    options: { given: options, schema: lokiOptions },
    namespace: 'monitoring',
    chart: {
      repository: 'https://grafana-community.github.io/helm-charts',
      name: 'loki',
      version: '18.11.0',
      kubernetes: '>=1.25.0-0',
    },
    values: (context) => lokiValues(options, context),
    workloads: {
      loki: {
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
    },
    provides: { endpoints: { logs: { service: 'loki', workload: 'loki', port: 'http' } } },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
