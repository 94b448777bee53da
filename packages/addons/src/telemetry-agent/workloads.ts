import type { PlatformWorkload } from '../pods/index.ts';

export const image = 'docker.io/otel/opentelemetry-collector-k8s';

/** Ports of the agent, equal to those of its Service. */
export const agentPorts = { 'otlp-grpc': 4317, 'otlp-http': 4318, metrics: 8888 } as const;

/** What the chart runs. */
export const workloads = {
  agent: {
    runs: 'every-node',
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
} satisfies Readonly<Record<string, PlatformWorkload>>;
