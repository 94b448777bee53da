import type { AddonDefinition } from '@espalier/model';
import { splitImage } from '../charts/index.ts';
import { agentsNamespace, availability, containerResources, type PlatformWorkload } from '../pods/index.ts';
import { hasServiceMonitors, monitoringGroup } from '../prometheus-operator-crds/index.ts';

/** Port of the exporter on the address of every node. */
const nodeExporterPort = 9100;

const image = 'quay.io/prometheus/node-exporter';

/** The value of the label `job` that every rule of kube-prometheus-stack expects. */
const jobLabel = 'node-exporter';

/** What the chart runs. */
const workloads = {
  'node-exporter': {
    runs: 'every-node',
    selector: {
      'app.kubernetes.io/name': 'prometheus-node-exporter',
      'app.kubernetes.io/instance': 'node-exporter',
    },
    serviceAccount: 'node-exporter',
    images: [image],
    ports: { metrics: nodeExporterPort },
    metricsPort: 'metrics',
    hostNetwork: true,
    // On the host's network, so that no policy selects it.
    paths: [],
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;

/**
 * Prometheus' node exporter on every node. It shares the host's network and process namespaces, so it runs in
 * `monitoring-agents`, separate from restricted workloads.
 */
export function nodeExporter(): AddonDefinition {
  return {
    name: 'node-exporter',
    ...agentsNamespace,
    chart: {
      repository: 'https://prometheus-community.github.io/helm-charts',
      name: 'prometheus-node-exporter',
      version: '4.56.1',
    },
    values: (context) => ({
      fullnameOverride: 'node-exporter',
      image: splitImage(image, context),
      serviceAccount: { create: true, name: 'node-exporter', automountServiceAccountToken: false },
      hostNetwork: true,
      service: { port: nodeExporterPort, targetPort: nodeExporterPort, listenOnAllInterfaces: true },
      podLabels: { jobLabel },
      prometheus: { monitor: { enabled: hasServiceMonitors(context), jobLabel: 'jobLabel' } },
      // Every node, also the tainted ones.
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: availability(workloads['node-exporter'], context).priorityClassName,
      resources: containerResources('20m', '48Mi', '96Mi'),
    }),
    workloads,
    requires: [{ crdGroup: monitoringGroup }],
  };
}
