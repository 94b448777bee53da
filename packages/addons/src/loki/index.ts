import type { AddonDefinition } from '@espalier/model';
import { acceptedOptions } from '../charts/index.ts';
import { disruptionBudgets } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { lokiOptions, type LokiOptions } from './options.ts';
import { lokiValues } from './values.ts';
import { lokiWorkloads } from './workloads.ts';

export type { LokiOptions } from './options.ts';

/** Loki in its monolithic mode, with logs in S3. `telemetryAgent` collects the logs. */
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
    objects: (context) => disruptionBudgets(lokiWorkloads(options), context),
    workloads: lokiWorkloads(acceptedOptions(lokiOptions, options)),
    provides: { endpoints: { logs: { service: 'loki', workload: 'loki', port: 'http' } } },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
