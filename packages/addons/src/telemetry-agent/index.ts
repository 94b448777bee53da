import type { AddonDefinition } from '@espalier/model';
import { agentsNamespace } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { telemetryAgentValues } from './values.ts';
import { workloads } from './workloads.ts';

/**
 * The agent of logs and traces on every node: an OpenTelemetry Collector. It reads the pods' log files, receives traces
 * by OTLP from apps, adds Kubernetes attributes of the sender, and sends logs to Loki and traces to Jaeger.
 *
 * It mounts directories of the host, so it runs in `monitoring-agents`.
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
