import { bucket, type AddonDefinition } from '@espalier/model';
import type { Gibibytes } from '../gibibytes.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { chunks, lokiValues } from './values.ts';

export interface LokiOptions {
  /** Days that logs are kept. The compactor deletes them, so the bucket has no lifecycle of its own. @default 31 */
  readonly retentionDays?: number | undefined;
  /**
   * Number of pods, each doing everything. Three and more hold every log three times, survive the loss of one, and
   * take some hundred gigabytes a day; beyond that, Loki wants its distributed mode, which this addon does not offer.
   * @default 1
   */
  readonly replicas?: number | undefined;
  /** Size of each pod's gp3 volume for what is not in S3 yet. @default '20Gi' */
  readonly storage?: Gibibytes | undefined;
}

/** Loki in its monolithic mode, with logs in S3. It collects nothing itself: see `telemetryAgent`. */
export function loki(options: LokiOptions = {}): AddonDefinition {
  return {
    name: 'loki',
    namespace: 'monitoring',
    chart: { repository: 'https://grafana-community.github.io/helm-charts', name: 'loki', version: '18.11.0' },
    values: (context) => lokiValues(options, context),
    workloads: {
      loki: {
        selector: {
          'app.kubernetes.io/name': 'loki',
          'app.kubernetes.io/instance': 'loki',
          'app.kubernetes.io/component': 'single-binary',
        },
        serviceAccount: 'loki',
        images: ['docker.io/grafana/loki'],
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
