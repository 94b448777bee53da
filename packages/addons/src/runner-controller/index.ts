import type { AddonContext, AddonDefinition, HelmValues, KubernetesObject } from '@espalier/model';
import {
  availability,
  containerResources,
  disruptionBudgets,
  onSystemNodes,
  restrictedContainer,
  type PlatformWorkload,
} from '../pods/index.ts';
import { hasServiceMonitors, monitoringGroup, ownLabels } from '../prometheus-operator-crds/index.ts';

/** Version of both charts of the Actions Runner Controller; they must match. */
export const runnerChartVersion = '0.14.2';

/** Name of the addon, and of the ServiceAccount that scale sets let manage them. */
export const runnerControllerName = 'runner-controller';

/** Namespace of the controller and of the listeners that it starts, one for each scale set. */
export const runnerControllerNamespace = 'ci-system';

/** Label that scale sets put onto their listeners. */
export const listenerLabels = { 'espalier.dev/component': 'runner-listener' } as const;

/** GitHub's hosts for controllers and listeners; runners need more. */
export const gitHubHosts = ['github.com', 'api.github.com', '*.actions.githubusercontent.com'] as const;

const image = 'ghcr.io/actions/gha-runner-scale-set-controller';
const controllerLabels = {
  'app.kubernetes.io/name': 'gha-rs-controller',
  'app.kubernetes.io/instance': runnerControllerName,
};
const metricsPort = 8080;

/** The workloads of the chart, and those that its controller starts for scale sets. */
const workloads = {
  controller: {
    runs: 'replicated',
    selector: controllerLabels,
    serviceAccount: runnerControllerName,
    images: [image],
    ports: { metrics: metricsPort },
    metricsPort: 'metrics',
    paths: [{ to: 'control-plane' }, { to: 'public', hosts: gitHubHosts }],
  },
  listener: {
    runs: 'single',
    selector: listenerLabels,
    // The controller creates one for each listener; none has a role.
    serviceAccount: 'runner-listener',
    images: [image],
    ports: { metrics: metricsPort },
    metricsPort: 'metrics',
    paths: [{ to: 'control-plane' }, { to: 'public', hosts: gitHubHosts }],
  },
} satisfies Readonly<Record<string, PlatformWorkload>>;

/** The Actions Runner Controller: starts a runner for every job that GitHub queues for one of the cluster's `runners`. */
export function runnerController(): AddonDefinition {
  return {
    name: runnerControllerName,
    namespace: runnerControllerNamespace,
    chart: {
      repository: 'ghcr.io/actions/actions-runner-controller-charts',
      name: 'gha-runner-scale-set-controller',
      version: runnerChartVersion,
    },
    values: (context) => ({
      fullnameOverride: runnerControllerName,
      ...replication(context),
      image: { repository: context.image(image).name },
      // Scale sets refer to it by name: a chart that is rendered without a cluster cannot look it up.
      serviceAccount: { create: true, name: runnerControllerName },
      podSecurityContext: { fsGroup: 65_532 },
      securityContext: { ...restrictedContainer, readOnlyRootFilesystem: true, runAsUser: 65_532 },
      resources: containerResources('50m', '128Mi', '256Mi'),
      metrics: {
        controllerManagerAddr: `:${metricsPort}`,
        listenerAddr: `:${metricsPort}`,
        listenerEndpoint: '/metrics',
      },
      // A changed scale set waits for its running jobs.
      flags: { logFormat: 'json', logLevel: 'info', updateStrategy: 'eventual' },
      ...onSystemNodes(context),
    }),
    objects: (context) => [
      ...disruptionBudgets(workloads, context),
      ...(hasServiceMonitors(context)
        ? [
            podMonitor('runner-controller', controllerLabels, context),
            podMonitor('runner-listeners', listenerLabels, context),
          ]
        : []),
    ],
    workloads,
    provides: { crdGroups: ['actions.github.com'] },
    requires: [{ crdGroup: monitoringGroup }],
    // All four CRDs are larger than what the last-applied annotation may hold. They are in the chart's `crds/`, which
    // supports no annotations. Remove the scale sets before the addon.
    serverSideApply: true,
  };
}

function replication(context: AddonContext): HelmValues {
  const { replicas, ...scheduling } = availability(workloads.controller, context);
  return { replicaCount: replicas, ...scheduling };
}

/** Priority of a listener, which a scale set asks for. */
export function listenerPriority(context: AddonContext): string {
  return availability(workloads.listener, context).priorityClassName;
}

/** The chart brings none. */
function podMonitor(
  name: string,
  matchLabels: Readonly<Record<string, string>>,
  { namespace }: AddonContext,
): KubernetesObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name, namespace },
    spec: { selector: { matchLabels }, podMetricsEndpoints: [{ port: 'metrics', ...ownLabels }] },
  };
}
