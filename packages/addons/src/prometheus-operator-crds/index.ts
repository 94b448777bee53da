import type { AddonContext, AddonDefinition } from '@espalier/model';
import { keptCrds } from '../charts/index.ts';

/** API group of ServiceMonitor, PodMonitor and PrometheusRule. */
export const monitoringGroup = 'monitoring.coreos.com';

/** Whether ServiceMonitors can be applied to the cluster, so that a chart may render its own. */
export function hasServiceMonitors(context: AddonContext): boolean {
  return context.hasCrds(monitoringGroup);
}

/**
 * Labels in a ServiceMonitor or PodMonitor of an addon: the exporter's labels win, such as the `namespace` of the
 * object that a metric is about. Otherwise Prometheus sets `namespace` to the exporter's namespace, and moves the
 * original to `exported_namespace`, which no rule uses.
 *
 * Source: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export const ownLabels = { honorLabels: true } as const;

/**
 * CRDs of the Prometheus Operator, separate from the operator: almost every addon has a ServiceMonitor, and Prometheus
 * needs some of those addons, so that one application for both would be a cycle.
 */
export function prometheusOperatorCrds(): AddonDefinition {
  return {
    name: 'prometheus-operator-crds',
    namespace: 'monitoring',
    chart: {
      repository: 'https://prometheus-community.github.io/helm-charts',
      name: 'prometheus-operator-crds',
      version: '31.0.1',
      kubernetes: '>=1.16.0-0',
    },
    values: { crds: { annotations: keptCrds } },
    provides: { crdGroups: [monitoringGroup] },
    // Six of the ten CRDs are larger than what the last-applied annotation may hold.
    serverSideApply: true,
  };
}
