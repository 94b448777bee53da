import type { AddonDefinition } from '@espalier/model';
import { certManagerGroup, injectedCaBundles } from '../cert-manager/index.ts';
import { acceptedOptions } from '../charts/index.ts';
import { disruptionBudgets } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { alertRules } from './alert-rules.ts';
import { prometheusOptions, type PrometheusOptions } from './options.ts';
import { prometheusValues } from './values.ts';
import { prefix, prometheusWorkloads, release } from './workloads.ts';

export type { PrometheusOptions } from './options.ts';
export type { AlertReceiver, AlertReceivers } from './receivers.ts';

/**
 * Prometheus, Alertmanager, the Prometheus Operator and kube-state-metrics (the chart kube-prometheus-stack), with the
 * alert rules of `manifests/alerts/`. Grafana and the node exporter are separate addons.
 */
export function prometheus(options: PrometheusOptions = {}): AddonDefinition {
  return {
    name: release,
    options: { given: options, schema: prometheusOptions },
    namespace: 'monitoring',
    chart: {
      repository: 'https://prometheus-community.github.io/helm-charts',
      name: 'kube-prometheus-stack',
      version: '88.5.3',
      kubernetes: '>=1.25.0-0',
      // A separate addon installs them: see `prometheusOperatorCrds`.
      skipCrds: true,
    },
    values: (context) => prometheusValues(options, context),
    objects: (context) => [...alertRules(context), ...disruptionBudgets(prometheusWorkloads(options), context)],
    workloads: prometheusWorkloads(acceptedOptions(prometheusOptions, options)),
    provides: {
      endpoints: {
        metrics: { service: `${prefix}-prometheus`, workload: 'prometheus', port: 'web' },
        alerts: { service: `${prefix}-alertmanager`, workload: 'alertmanager', port: 'web' },
      },
    },
    requires: [
      { crdGroup: monitoringGroup },
      ...(options.admissionWebhooks === true ? [{ crdGroup: certManagerGroup }] : []),
    ],
    serverSideApply: true,
    ignoreDifferences: options.admissionWebhooks === true ? injectedCaBundles : [],
  };
}
