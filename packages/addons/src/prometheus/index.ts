import type { AddonDefinition } from '@espalier/model';
import type { Gibibytes } from '../gibibytes.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { alertRules } from './alert-rules.ts';
import { prometheusValues } from './values.ts';
import { prefix, prometheusWorkloads, release } from './workloads.ts';

export interface PrometheusOptions {
  /** Days that samples are kept, unless `storage` fills up earlier. @default 15 */
  readonly retentionDays?: number | undefined;
  /** Size of each Prometheus' gp3 volume; four fifths of it hold samples. @default '50Gi' */
  readonly storage?: Gibibytes | undefined;
  /** Number of Prometheus pods; each scrapes everything. @default 1 */
  readonly replicas?: number | undefined;
  /** Hosts that Alertmanager sends to. @default ['hooks.slack.com', 'events.pagerduty.com'] */
  readonly receiverHosts?: readonly string[] | undefined;
}

/**
 * Prometheus, Alertmanager, the Prometheus Operator and kube-state-metrics (the chart kube-prometheus-stack), with the
 * alert rules of `manifests/alerts/`. Grafana and the node exporter are addons of their own.
 */
export function prometheus(options: PrometheusOptions = {}): AddonDefinition {
  return {
    name: release,
    namespace: 'monitoring',
    // The operator keeps the kubelets' Service there, and the chart those of other system components.
    alsoInNamespaces: ['kube-system'],
    chart: {
      repository: 'https://prometheus-community.github.io/helm-charts',
      name: 'kube-prometheus-stack',
      version: '88.5.3',
      skipCrds: true,
    },
    values: (context) => prometheusValues(options, context),
    objects: alertRules,
    workloads: prometheusWorkloads(options),
    provides: {
      endpoints: {
        metrics: { service: `${prefix}-prometheus`, workload: 'prometheus', port: 'web' },
        alerts: { service: `${prefix}-alertmanager`, workload: 'alertmanager', port: 'web' },
      },
    },
    requires: [{ crdGroup: monitoringGroup }],
    serverSideApply: true,
  };
}
