import type { AddonContext, AddonDefinition, HelmValues } from '@espalier/model';
import { hasCertManager, serverCertificate } from '../cert-manager/index.ts';
import {
  availability,
  containerResources,
  disruptionBudgets,
  onSystemNodes,
  type PlatformWorkload,
} from '../pods/index.ts';
import { hasServiceMonitors, monitoringGroup } from '../prometheus-operator-crds/index.ts';

/** Name of the release, of its Service and of its ServiceAccount. */
const release = 'metrics-server';

const image = 'registry.k8s.io/metrics-server/metrics-server';

/** Port of the aggregated API; the Service's equals it. Kubelets listen on the same, on the nodes. */
const ports = { https: 10250 } as const;

/** What the chart runs. */
const workloads = {
  server: {
    runs: 'replicated',
    selector: { 'app.kubernetes.io/name': release, 'app.kubernetes.io/instance': release },
    serviceAccount: release,
    images: [image],
    ports,
    metricsPort: 'https',
    paths: [{ to: 'control-plane' }, { to: 'nodes', port: 10250 }, { from: 'control-plane', port: 'https' }],
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;

/**
 * metrics-server: current resource use of pods and nodes, for autoscalers and `kubectl top`. Its certificate comes from
 * cert-manager, if installed. Otherwise it signs one itself, which the API server does not verify.
 */
export function metricsServer(): AddonDefinition {
  return {
    name: release,
    namespace: 'kube-system',
    chart: {
      repository: 'https://kubernetes-sigs.github.io/metrics-server',
      name: 'metrics-server',
      version: '3.13.1',
    },
    values,
    objects: (context) => [
      ...(hasCertManager(context) ? [serverCertificate(release, context)] : []),
      ...disruptionBudgets(workloads, context),
    ],
    workloads,
    requires: [{ crdGroup: monitoringGroup }],
    ignoreDifferences: [{ group: 'apiregistration.k8s.io', kind: 'APIService', jsonPointers: ['/spec/caBundle'] }],
  };
}

function values(context: AddonContext): HelmValues {
  const { replicas, ...scheduling } = availability(workloads.server, context);
  return {
    image: { repository: context.image(image).name },
    replicas,
    ...scheduling,
    serviceAccount: { create: true, name: release },
    containerPort: ports.https,
    service: { port: ports.https },
    ...certificate(context),
    metrics: { enabled: true },
    serviceMonitor: { enabled: hasServiceMonitors(context) },
    resources: containerResources('100m', '128Mi', '256Mi'),
    ...onSystemNodes(context),
  };
}

/**
 * Of the chart's own types, `helm` makes up another certificate with every render. `cert-manager` is this one, except for the
 * companion object that puts the addon after cert-manager.
 */
function certificate(context: AddonContext): HelmValues {
  if (!hasCertManager(context)) return { tls: { type: 'metrics-server' }, apiService: { insecureSkipTLSVerify: true } };
  return {
    tls: { type: 'existingSecret', existingSecret: { name: release } },
    apiService: {
      insecureSkipTLSVerify: false,
      annotations: { 'cert-manager.io/inject-ca-from': `${context.namespace}/${release}` },
    },
  };
}
