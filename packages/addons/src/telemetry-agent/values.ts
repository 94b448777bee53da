import type { AddonContext, HelmValues, Json } from '@espalier/model';
import { availability, containerResources } from '../pods/index.ts';
import { hasServiceMonitors } from '../prometheus-operator-crds/index.ts';
import { logRecords } from './log-records.ts';
import { agentPorts, image, workloads } from './workloads.ts';

const mebibyte = 1024 * 1024;

/** Values of the chart. */
export function telemetryAgentValues(context: AddonContext): HelmValues {
  return {
    mode: 'daemonset',
    fullnameOverride: 'telemetry-agent',
    image: { repository: context.image(image).name },
    serviceAccount: { create: true, name: 'telemetry-agent' },
    presets: {
      // Checkpoints lie on the host, in `/var/lib/otelcol`, which the preset mounts: the next pod reads on where this one
      // ended.
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
    priorityClassName: availability(workloads.agent, context).priorityClassName,
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
    receivers: {
      jaeger: null,
      prometheus: null,
      zipkin: null,
      // What the memory limiter turns away is read again. `filelog` is the older name of `file_log`: under the newer one,
      // the preset of this version of the chart would replace what stands here.
      filelog: { retry_on_failure: { enabled: true, max_elapsed_time: '0s' } },
    },
    processors: {
      'resource/cluster': {
        attributes: [
          { key: 'k8s.cluster.name', value: context.cluster.name, action: 'upsert' },
          { key: 'deployment.environment.name', value: context.environment.name, action: 'upsert' },
        ],
      },
      'transform/logs': {
        error_mode: 'ignore',
        log_statements: [
          logRecords,
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
        : { 'otlp_http/loki': { endpoint: `http://${logs.host}:${logs.port}/otlp`, ...untilLokiAnswers } }),
      ...(traces === undefined
        ? {}
        : { 'otlp_grpc/jaeger': { endpoint: `${traces.host}:${traces.port}`, tls: { insecure: true } } }),
    },
    service: {
      pipelines: {
        logs: {
          // Files alone, which the preset adds: what apps would send by OTLP they print as well.
          receivers: [],
          // No `batch`: it holds lines in memory whose checkpoint is already past them. The exporter makes the batches.
          processors: ['memory_limiter', 'resource/cluster', 'transform/logs'],
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

/**
 * Lines wait in a queue on the node's disk until Loki takes or refuses them, through restarts of the agent. The queue
 * lies next to the checkpoints, on the host: in an `emptyDir` it would go with the pod while the checkpoints, past its
 * lines, stay. Once it is full, files are read no further, and lines wait there until the kubelet rotates them away.
 */
const untilLokiAnswers = {
  sending_queue: {
    enabled: true,
    storage: 'file_storage',
    block_on_overflow: true,
    sizer: 'bytes',
    queue_size: 512 * mebibyte,
    batch: { sizer: 'bytes', flush_timeout: '1s', min_size: mebibyte, max_size: 4 * mebibyte },
  },
  retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
} satisfies Record<string, Json>;

/** Names what wrote a line after the first of its owners that is known, unless it named itself. */
function serviceNameFrom(owners: readonly string[]): readonly string[] {
  return owners.map((owner) => {
    const attribute = `attributes["k8s.${owner}.name"]`;
    return `set(attributes["service.name"], ${attribute}) where attributes["service.name"] == nil and ${attribute} != nil`;
  });
}
