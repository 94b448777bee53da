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
      // Checkpoints are on the host, in `/var/lib/otelcol`, which the preset mounts: the next pod continues where this
      // one ended.
      logsCollection: { enabled: true, includeCollectorLogs: false, storeCheckpoints: true },
      kubernetesAttributes: { enabled: true },
    },
    config: configuration(context),
    // Root owns the log files, so that it can read them without capabilities.
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
    // Every node, also the tainted ones.
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
      // Lines that the memory limiter refuses are read again. `filelog` is the older name of `file_log`. With the newer
      // name, the preset of this chart version would replace these settings.
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
          // Only files, which the preset adds: apps also print what they would send by OTLP.
          receivers: [],
          // No `batch`: it would hold lines in memory after their checkpoint. The exporter builds the batches.
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
 * Lines wait in a queue on the node's disk until Loki accepts or refuses them, also during restarts of the agent. The
 * queue is on the host, next to the checkpoints: in an `emptyDir` its lines would be lost with the pod, although the
 * checkpoints are past them. When it is full, no more lines are read; they wait in their files until the kubelet
 * deletes these.
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

/** Sets the service name of a line from the first known owner, unless the line already has one. */
function serviceNameFrom(owners: readonly string[]): readonly string[] {
  return owners.map((owner) => {
    const attribute = `attributes["k8s.${owner}.name"]`;
    return `set(attributes["service.name"], ${attribute}) where attributes["service.name"] == nil and ${attribute} != nil`;
  });
}
