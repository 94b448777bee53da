import type { AddonDefinition } from '@espalier/model';
import { acceptedOptions } from '../charts/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { dashboardConfigMaps } from './dashboards.ts';
import { grafanaOptions, type GrafanaOptions } from './options.ts';
import { grafanaValues } from './values.ts';
import { workloads } from './workloads.ts';

export type { GrafanaOptions } from './options.ts';

/**
 * Grafana, with the dashboards of `manifests/dashboards/` and the data sources that the cluster's addons provide, all
 * provisioned from Git.
 */
export function grafana(options: GrafanaOptions): AddonDefinition {
  const { host } = acceptedOptions(grafanaOptions, options);
  return {
    name: 'grafana',
    options: { given: options, schema: grafanaOptions },
    namespace: 'monitoring',
    chart: {
      repository: 'https://grafana-community.github.io/helm-charts',
      name: 'grafana',
      version: '12.11.1',
      kubernetes: '^1.25.0-0',
    },
    values: (context) => grafanaValues(options, context),
    objects: dashboardConfigMaps,
    workloads,
    provides: { hosts: host === undefined ? {} : { dashboards: host } },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
