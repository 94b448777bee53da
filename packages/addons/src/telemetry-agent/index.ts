import type { AddonDefinition } from '@espalier/model';
import { agentsNamespace } from '../agents-namespace.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { agentPorts, image, telemetryAgentValues } from './values.ts';

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
    workloads: {
      agent: {
        selector: {
          'app.kubernetes.io/name': 'opentelemetry-collector',
          'app.kubernetes.io/instance': 'telemetry-agent',
          component: 'agent-collector',
        },
        serviceAccount: 'telemetry-agent',
        images: [image],
        ports: agentPorts,
        metricsPort: 'metrics',
        paths: [
          { to: 'control-plane' },
          { to: 'endpoint', endpoint: 'logs' },
          { to: 'endpoint', endpoint: 'traces-otlp-grpc' },
          { from: 'traced-apps', port: 'otlp-http' },
          { from: 'traced-apps', port: 'otlp-grpc' },
        ],
      },
    },
    provides: {
      endpoints: {
        'otlp-http': { service: 'telemetry-agent', workload: 'agent', port: 'otlp-http' },
        'otlp-grpc': { service: 'telemetry-agent', workload: 'agent', port: 'otlp-grpc' },
      },
    },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
