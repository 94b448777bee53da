import type { AddonContext, HelmValues } from '@espalier/model';
import { internalIssuer } from '../cert-manager/index.ts';
import { splitImage, type Gibibytes } from '../charts/index.ts';
import { availability, containerResources, onSystemNodes } from '../pods/index.ts';
import { alertmanagerConfiguration, alertsLink, receiverSecrets } from './alertmanager-configuration.ts';
import type { PrometheusOptions } from './options.ts';
import { defaultReceivers } from './receivers.ts';
import { images, operatorTlsPort, prefix, prometheusWorkloads } from './workloads.ts';

/** Values of the chart. */
export function prometheusValues(options: PrometheusOptions, context: AddonContext): HelmValues {
  return {
    fullnameOverride: prefix,
    grafana: { enabled: false, forceDeployDashboards: false },
    nodeExporter: { enabled: false },
    ...withoutControlPlaneTargets,
    customRules: severities,
    prometheusOperator: operator(options, context),
    prometheus: prometheus(options, context),
    alertmanager: alertmanager(options, context),
    'kube-state-metrics': {
      image: splitImage(images.kubeStateMetrics, context),
      fullnameOverride: `${prefix}-kube-state-metrics`,
      serviceAccount: { create: true, name: `${prefix}-kube-state-metrics` },
      service: { port: 8080 },
      priorityClassName: availability(prometheusWorkloads(options)['kube-state-metrics'], context).priorityClassName,
      resources: containerResources('20m', '128Mi', '256Mi'),
      ...onSystemNodes(context),
    },
  };
}

/**
 * On EKS only AWS has access to scheduler, controller manager and etcd, and kube-proxy listens on the loopback
 * interface. Their targets would be down, and their alerts would fire forever. CoreDNS has metrics, but no policy of
 * this model allows paths into `kube-system`.
 */
const withoutControlPlaneTargets = {
  kubeControllerManager: { enabled: false },
  kubeScheduler: { enabled: false },
  kubeEtcd: { enabled: false },
  kubeProxy: { enabled: false },
  coreDns: { enabled: false },
} satisfies HelmValues;

/**
 * Alerts of the chart's rules that are critical here, although the chart only warns. The chart has rules for nodes,
 * pods, volumes and scraping; `manifests/alerts/` has all others.
 */
const severities = {
  KubeNodeNotReady: { severity: 'critical' },
  KubePodCrashLooping: { severity: 'critical' },
} satisfies HelmValues;

/** The chart's own certificate would come from a hook Job. */
const withoutWebhooks = { admissionWebhooks: { enabled: false }, tls: { enabled: false } };

const webhooksByCertManager = {
  admissionWebhooks: {
    enabled: true,
    // While the operator is down, objects are applied without validation.
    failurePolicy: 'Ignore',
    certManager: { enabled: true, issuerRef: internalIssuer },
  },
  tls: { enabled: true, internalPort: operatorTlsPort },
};

function operator(options: PrometheusOptions, context: AddonContext): HelmValues {
  const { admissionWebhooks = false } = options;
  return {
    priorityClassName: availability(prometheusWorkloads(options).operator, context).priorityClassName,
    ...(admissionWebhooks ? webhooksByCertManager : withoutWebhooks),
    image: splitImage(images.operator, context),
    // The operator runs it for a Prometheus with a sidecar; here none has one.
    thanosImage: splitImage('quay.io/thanos/thanos', context),
    serviceAccount: { create: true, name: `${prefix}-operator` },
    resources: containerResources('50m', '128Mi', '256Mi'),
    prometheusConfigReloader: {
      image: splitImage(images.configReloader, context),
      resources: containerResources('10m', '32Mi', '64Mi'),
    },
    ...onSystemNodes(context),
  };
}

function prometheus(options: PrometheusOptions, context: AddonContext) {
  const { retentionDays = 15, storage = '50Gi' } = options;
  return {
    serviceAccount: { create: true, name: `${prefix}-prometheus` },
    service: { port: 9090, targetPort: 9090, reloaderWebPort: 8080 },
    prometheusSpec: {
      image: splitImage(images.prometheus, context),
      ...availability(prometheusWorkloads(options).prometheus, context),
      ...externalUrl(options.urls?.prometheus ?? alertsLink(context)),
      retention: `${retentionDays}d`,
      retentionSize: fourFifths(storage),
      externalLabels: {
        cluster: context.cluster.name,
        environment: context.environment.name,
        region: context.environment.region,
      },
      // Without these only objects labelled with this release are read.
      serviceMonitorSelectorNilUsesHelmValues: false,
      podMonitorSelectorNilUsesHelmValues: false,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      // Exemplars link a bucket of a histogram to a trace.
      enableFeatures: ['exemplar-storage'],
      exemplars: { maxSize: 100_000 },
      walCompression: true,
      resources: containerResources('500m', '2Gi', '4Gi'),
      storageSpec: volume(storage),
      ...onSystemNodes(context),
    },
  } satisfies HelmValues;
}

function alertmanager(options: PrometheusOptions, context: AddonContext) {
  return {
    serviceAccount: { create: true, name: `${prefix}-alertmanager`, automountServiceAccountToken: false },
    service: { port: 9093, targetPort: 9093 },
    config: alertmanagerConfiguration(options.receivers ?? defaultReceivers, context),
    alertmanagerSpec: {
      image: splitImage(images.alertmanager, context),
      ...availability(prometheusWorkloads(options).alertmanager, context),
      automountServiceAccountToken: false,
      secrets: [context.secretName(receiverSecrets)],
      ...externalUrl(options.urls?.alertmanager ?? alertsLink(context)),
      resources: containerResources('20m', '64Mi', '128Mi'),
      storage: volume('5Gi'),
      ...onSystemNodes(context),
    },
  } satisfies HelmValues;
}

/** The base of links in notifications; the program's own paths do not change. */
function externalUrl(url: string | undefined): { readonly externalUrl?: string } {
  return url === undefined ? {} : { externalUrl: url };
}

function volume(storage: Gibibytes) {
  return {
    volumeClaimTemplate: {
      spec: { storageClassName: 'gp3', accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    },
  } as const;
}

/** Blocks are deleted before the volume is full: the write-ahead log and compaction also need space. */
function fourFifths(storage: Gibibytes): string {
  return `${Math.floor(Number.parseFloat(storage) * 0.8)}GiB`;
}
