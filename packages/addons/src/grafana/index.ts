import { secret, type AddonDefinition } from '@espalier/model';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { dashboardConfigMaps } from './dashboards.ts';
import { admin, adminKeys, grafanaValues, image } from './values.ts';
import { grafanaOptions, type GrafanaOptions } from './options.ts';

export type { GrafanaOptions } from './options.ts';

/**
 * Grafana, with the dashboards of `manifests/dashboards/` and the data sources that the cluster's addons provide, all
 * provisioned from Git.
 */
export function grafana(options: GrafanaOptions): AddonDefinition {
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
    workloads: {
      grafana: {
        selector: { 'app.kubernetes.io/name': 'grafana', 'app.kubernetes.io/instance': 'grafana' },
        serviceAccount: 'grafana',
        images: [image],
        ports: { http: 3000 },
        metricsPort: 'http',
        paths: [
          { from: 'ingress', port: 'http' },
          { to: 'endpoint', endpoint: 'metrics' },
          { to: 'endpoint', endpoint: 'logs' },
          { to: 'endpoint', endpoint: 'traces' },
          { to: 'endpoint', endpoint: 'alerts' },
        ],
        needs: {
          [admin]: secret({
            keys: [adminKeys.user, adminKeys.password],
            description: "Name and password of Grafana's first administrator; choose them, nothing else knows them.",
          }),
        },
      },
    },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
