import { secret } from '@espalier/model';
import type { PlatformWorkload } from '../pods/index.ts';
import { receiverSecrets } from './alertmanager-configuration.ts';
import type { PrometheusOptions } from './options.ts';
import { defaultReceivers, hostsOf, namedReceivers, secretKey } from './receivers.ts';

/** Name of the release, which the chart writes into labels. */
export const release = 'prometheus';

/**
 * Prefix of what the chart names: `kps-prometheus`, `kps-alertmanager`. The chart would cut its default at 26 letters.
 */
export const prefix = 'kps';

const kubeletPort = 10250;

/** Port that the operator serves webhooks and metrics on, over TLS. */
export const operatorTlsPort = 10250;

/** The workloads of the chart and of its operator. */
export const images = {
  prometheus: 'quay.io/prometheus/prometheus',
  alertmanager: 'quay.io/prometheus/alertmanager',
  operator: 'quay.io/prometheus-operator/prometheus-operator',
  configReloader: 'quay.io/prometheus-operator/prometheus-config-reloader',
  kubeStateMetrics: 'registry.k8s.io/kube-state-metrics/kube-state-metrics',
} as const;

/** The workloads of the chart, and those that its operator starts. */
export function prometheusWorkloads({
  receivers = defaultReceivers,
  receiverHosts = [],
  admissionWebhooks = false,
  replicas = 1,
}: PrometheusOptions) {
  return {
    prometheus: {
      runs: 'replicated',
      replicas: { oneZone: replicas, multiZone: replicas },
      selector: {
        'app.kubernetes.io/name': 'prometheus',
        'operator.prometheus.io/name': `${prefix}-prometheus`,
      },
      serviceAccount: `${prefix}-prometheus`,
      images: [images.prometheus, images.configReloader],
      ports: { web: 9090, reloader: 8080 },
      metricsPort: 'web',
      paths: [
        { to: 'metrics' },
        { to: 'control-plane' },
        { to: 'nodes', port: kubeletPort },
        { to: 'workload', workload: 'alertmanager', port: 'web' },
        // The chart's ServiceMonitors also scrape the configuration reloaders, also those of other replicas.
        { to: 'workload', workload: 'alertmanager', port: 'reloader' },
        { to: 'workload', workload: 'prometheus', port: 'reloader' },
      ],
    },
    alertmanager: {
      runs: 'replicated',
      selector: { 'app.kubernetes.io/name': 'alertmanager', alertmanager: `${prefix}-alertmanager` },
      serviceAccount: `${prefix}-alertmanager`,
      images: [images.alertmanager, images.configReloader],
      ports: { web: 9093, reloader: 8080, mesh: 9094 },
      metricsPort: 'web',
      paths: [
        // Gossip with its peers: which alerts were sent, and which are silenced.
        { to: 'workload', workload: 'alertmanager', port: 'mesh', udp: true },
        { to: 'public', hosts: [...hostsOf(receivers), ...receiverHosts] },
      ],
      needs: {
        [receiverSecrets]: secret({
          keys: namedReceivers(receivers).map(([name, receiver]) => secretKey(name, receiver)),
          description: 'What Alertmanager calls its receivers with: routing keys of PagerDuty, addresses of webhooks.',
        }),
      },
    },
    operator: {
      runs: 'single',
      selector: { app: 'kube-prometheus-stack-operator', release },
      serviceAccount: `${prefix}-operator`,
      images: [images.operator],
      // With webhooks it serves everything over TLS, also metrics.
      ports: admissionWebhooks ? { https: operatorTlsPort } : { http: 8080 },
      metricsPort: admissionWebhooks ? 'https' : 'http',
      paths: [
        { to: 'control-plane' },
        ...(admissionWebhooks ? [{ from: 'control-plane' as const, port: 'https' }] : []),
      ],
    },
    'kube-state-metrics': {
      runs: 'single',
      selector: { 'app.kubernetes.io/name': 'kube-state-metrics', 'app.kubernetes.io/instance': release },
      serviceAccount: `${prefix}-kube-state-metrics`,
      images: [images.kubeStateMetrics],
      ports: { http: 8080 },
      metricsPort: 'http',
      paths: [{ to: 'control-plane' }],
    },
  } satisfies Readonly<Record<string, PlatformWorkload>>;
}
