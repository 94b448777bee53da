import type { AddonContext, HelmValues, Json } from '@espalier/model';
import { containerResources } from '../container-resources.ts';
import { hasServiceMonitors } from '../prometheus-operator-crds/index.ts';

/** Ports of the agent; what its Service offers equals them. */
export const agentPorts = { 'otlp-grpc': 4317, 'otlp-http': 4318, metrics: 8888 } as const;

/** Values of the chart. */
export function telemetryAgentValues(context: AddonContext): HelmValues {
  return {
    mode: 'daemonset',
    fullnameOverride: 'telemetry-agent',
    image: { repository: 'docker.io/otel/opentelemetry-collector-k8s' },
    serviceAccount: { create: true, name: 'telemetry-agent' },
    presets: {
      // Checkpoints on the host: a restart neither loses nor repeats lines.
      logsCollection: { enabled: true, includeCollectorLogs: false, storeCheckpoints: true },
      kubernetesAttributes: { enabled: true },
    },
    config: configuration(context),
    // Log files belong to root, who reads them as their owner, with no capability.
    securityContext: {
      runAsUser: 0,
      runAsGroup: 0,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    // Pods send to the agent of their own node, through the Service; no port is open on the nodes' addresses.
    service: { enabled: true, internalTrafficPolicy: 'Local' },
    ports: {
      otlp: port(agentPorts['otlp-grpc']),
      'otlp-http': port(agentPorts['otlp-http']),
      metrics: { enabled: true, containerPort: agentPorts.metrics, servicePort: agentPorts.metrics },
      'jaeger-compact': { enabled: false },
      'jaeger-thrift': { enabled: false },
      'jaeger-grpc': { enabled: false },
      zipkin: { enabled: false },
    },
    podMonitor: { enabled: hasServiceMonitors(context) },
    // Every node, the tainted ones included.
    tolerations: [{ operator: 'Exists' }],
    resources: containerResources('100m', '256Mi', '512Mi'),
  };
}

function port(number: number) {
  return { enabled: true, containerPort: number, servicePort: number, hostPort: null, protocol: 'TCP' };
}

function configuration(context: AddonContext): HelmValues {
  const logs = context.endpoint('logs');
  const traces = context.endpoint('traces-otlp-grpc');
  return {
    receivers: { jaeger: null, prometheus: null, zipkin: null },
    processors: {
      'resource/cluster': {
        attributes: [
          { key: 'k8s.cluster.name', value: context.cluster.name, action: 'upsert' },
          { key: 'deployment.environment.name', value: context.environment.name, action: 'upsert' },
        ],
      },
      'transform/service-name': {
        error_mode: 'ignore',
        log_statements: [
          {
            context: 'resource',
            statements: serviceNameFrom(['deployment', 'statefulset', 'daemonset', 'cronjob', 'job', 'pod']),
          },
        ],
      },
    },
    exporters: {
      ...(logs === undefined
        ? {}
        : { 'otlp_http/loki': { endpoint: `http://${logs.host}:${logs.port}/otlp`, retry_on_failure: retryForEver } }),
      ...(traces === undefined
        ? {}
        : { 'otlp_grpc/jaeger': { endpoint: `${traces.host}:${traces.port}`, tls: { insecure: true } } }),
    },
    service: {
      pipelines: {
        logs: {
          processors: ['memory_limiter', 'resource/cluster', 'transform/service-name', 'batch'],
          exporters: [logs === undefined ? 'debug' : 'otlp_http/loki'],
        },
        traces: {
          receivers: ['otlp'],
          processors: ['memory_limiter', 'resource/cluster', 'batch'],
          exporters: [traces === undefined ? 'debug' : 'otlp_grpc/jaeger'],
        },
        // Prometheus scrapes; nothing is pushed.
        metrics: null,
      },
    },
  };
}

/** Lines stay in their files until Loki takes them. */
const retryForEver: Json = { enabled: true, max_elapsed_time: '0s' };

/** Names what wrote a line after the first of its owners that is known, unless it named itself. */
function serviceNameFrom(owners: readonly string[]): readonly string[] {
  return owners.map((owner) => {
    const attribute = `attributes["k8s.${owner}.name"]`;
    return `set(attributes["service.name"], ${attribute}) where attributes["service.name"] == nil and ${attribute} != nil`;
  });
}
