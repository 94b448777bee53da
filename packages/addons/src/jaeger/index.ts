import type { AddonContext, AddonDefinition, KubernetesObject } from '@espalier/model';
import type { Gibibytes } from '../charts/index.ts';
import type { PlatformWorkload } from '../pods/index.ts';
import { hasServiceMonitors, monitoringGroup, ownLabels } from '../prometheus-operator-crds/index.ts';
import { jaegerOptions, type JaegerOptions } from './options.ts';
import { badgerClaim, image, jaegerValues } from './values.ts';

export type { JaegerStorage, JaegerOptions } from './options.ts';

const labels = {
  'app.kubernetes.io/name': 'jaeger',
  'app.kubernetes.io/instance': 'jaeger',
  'app.kubernetes.io/component': 'all-in-one',
};

/** The workload of the chart; only one pod can use its storage. */
const workloads = {
  jaeger: {
    runs: 'single',
    hasNoPriority: true,
    selector: labels,
    serviceAccount: 'jaeger',
    images: [image],
    ports: { query: 16686, 'otlp-grpc': 4317, 'otlp-http': 4318, metrics: 8888 },
    metricsPort: 'metrics',
    // It answers only.
    paths: [],
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;

/**
 * Jaeger v2 in one pod: collector, query and storage.
 *
 * A checksum of the configuration restarts the pod when it changes. An overlay that replaces `userconfig` must also
 * change the label `espalier.dev/config-checksum`.
 */
export function jaeger(options: JaegerOptions = {}): AddonDefinition {
  const { storage = { kind: 'badger', size: '50Gi' }, retentionDays = 7 } = options;
  return {
    name: 'jaeger',
    options: { given: options, schema: jaegerOptions },
    namespace: 'monitoring',
    chart: {
      repository: 'https://jaegertracing.github.io/helm-charts',
      name: 'jaeger',
      version: '4.11.1',
      kubernetes: '>=1.21.0-0',
    },
    values: (context) => jaegerValues(storage, retentionDays, context),
    objects: (context) => [
      ...(storage.kind === 'badger' ? [claim(storage.size, context)] : []),
      ...(hasServiceMonitors(context) ? [serviceMonitor(context)] : []),
    ],
    workloads,
    provides: {
      endpoints: {
        traces: { service: 'jaeger', workload: 'jaeger', port: 'query' },
        'traces-otlp-grpc': { service: 'jaeger', workload: 'jaeger', port: 'otlp-grpc' },
      },
    },
    requires: [{ crdGroup: monitoringGroup }],
  };
}

function claim(storage: Gibibytes, { namespace }: AddonContext): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: badgerClaim, namespace },
    spec: { storageClassName: 'gp3', accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
  };
}

/** The chart brings none. */
function serviceMonitor({ namespace }: AddonContext): KubernetesObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'jaeger', namespace },
    spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'internal-metrics', ...ownLabels }] },
  };
}
