import type { AddonDefinition } from '@espalier/model';
import { agentsNamespace } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { telemetryAgentValues } from './values.ts';
import { workloads } from './workloads.ts';

/**
 * The agent of logs and traces on every node: an OpenTelemetry Collector that reads the pods' log files, takes traces by
 * OTLP from apps, adds what Kubernetes knows of the sender, and passes logs to Loki and traces to Jaeger.
 *
 * It mounts directories of the host, so it stands in `monitoring-agents`.
 */
export function telemetryAgent(): AddonDefinition {
  return {
    name: 'telemetry-agent',
    ...agentsNamespace,
    chart: {
      repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
      name: 'opentelemetry-collector',
      version: '0.170.0',
    },
    values: telemetryAgentValues,
    workloads,
    provides: {
      endpoints: {
        'otlp-http': { service: 'telemetry-agent', workload: 'agent', port: 'otlp-http' },
        'otlp-grpc': { service: 'telemetry-agent', workload: 'agent', port: 'otlp-grpc' },
      },
    },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
