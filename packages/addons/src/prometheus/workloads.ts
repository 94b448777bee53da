import type { AddonWorkload } from '@espalier/model';
import { secret } from '@espalier/model';
import type { PrometheusOptions } from './options.ts';

/** Name of the release, which the chart writes into labels. */
export const release = 'prometheus';

/** Prefix of what the chart names: `kps-prometheus`, `kps-alertmanager`. The chart's own would be cut at 26 letters. */
export const prefix = 'kps';

/** Need that holds Alertmanager's whole configuration: where alerts go is a secret address as often as not. */
export const alertmanagerConfiguration = 'alertmanagerConfiguration';

const kubeletPort = 10250;

/** Port that the operator serves webhooks and metrics on, over TLS. */
export const operatorTlsPort = 10250;

/** What the chart runs, and what its operator does. */
export const images = {
  prometheus: 'quay.io/prometheus/prometheus',
  alertmanager: 'quay.io/prometheus/alertmanager',
  operator: 'quay.io/prometheus-operator/prometheus-operator',
  configReloader: 'quay.io/prometheus-operator/prometheus-config-reloader',
  kubeStateMetrics: 'registry.k8s.io/kube-state-metrics/kube-state-metrics',
} as const;

/** What the chart runs, and what its operator runs for it. */
export function prometheusWorkloads({
  receiverHosts = ['hooks.slack.com', 'events.pagerduty.com'],
  admissionWebhooks = false,
}: PrometheusOptions): Readonly<Record<string, AddonWorkload>> {
  return {
    prometheus: {
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
        // The chart's ServiceMonitors scrape the configuration reloaders too, a twin's among them.
        { to: 'workload', workload: 'alertmanager', port: 'reloader' },
        { to: 'workload', workload: 'prometheus', port: 'reloader' },
      ],
    },
    alertmanager: {
      selector: { 'app.kubernetes.io/name': 'alertmanager', alertmanager: `${prefix}-alertmanager` },
      serviceAccount: `${prefix}-alertmanager`,
      images: [images.alertmanager, images.configReloader],
      ports: { web: 9093, reloader: 8080 },
      metricsPort: 'web',
      paths: [{ to: 'public', hosts: receiverHosts }],
      needs: {
        [alertmanagerConfiguration]: secret({
          keys: ['alertmanager.yaml'],
          description: "Alertmanager's configuration file: routes and receivers, with their addresses and tokens.",
        }),
      },
    },
    operator: {
      selector: { app: 'kube-prometheus-stack-operator', release },
      serviceAccount: `${prefix}-operator`,
      images: [images.operator],
      // With webhooks it serves everything over TLS, metrics among it.
      ports: admissionWebhooks ? { https: operatorTlsPort } : { http: 8080 },
      metricsPort: admissionWebhooks ? 'https' : 'http',
      paths: [
        { to: 'control-plane' },
        ...(admissionWebhooks ? [{ from: 'control-plane' as const, port: 'https' }] : []),
      ],
    },
    'kube-state-metrics': {
      selector: { 'app.kubernetes.io/name': 'kube-state-metrics', 'app.kubernetes.io/instance': release },
      serviceAccount: `${prefix}-kube-state-metrics`,
      images: [images.kubeStateMetrics],
      ports: { http: 8080 },
      metricsPort: 'http',
      paths: [{ to: 'control-plane' }],
    },
  };
}
