import type { AddonContext, HelmValues } from '@espalier/model';
import { keptCrds } from '../charts/index.ts';
import {
  availability,
  containerResources,
  drainedTarget,
  onSystemNodes,
  type PlatformWorkload,
} from '../pods/index.ts';
import { hasServiceMonitors, ownLabels } from '../prometheus-operator-crds/index.ts';
import { applicationHealth } from './application-health.ts';
import { customResourceDefinitionHealth } from './custom-resource-definition-health.ts';
import type { ArgoCdOptions } from './options.ts';
import { logIn } from './single-sign-on.ts';
import { argoCdWorkloads, image, redisImage } from './workloads.ts';

/** Values of the chart; `helm upgrade --install` also uses them at bootstrap. */
export function argoCdValues(options: ArgoCdOptions, context: AddonContext): HelmValues {
  const { nodeSelector, tolerations } = onSystemNodes(context);
  const { userInterface } = options;
  const { cm, rbac } = logIn(userInterface?.singleSignOn);
  const metrics = { enabled: true, serviceMonitor: { enabled: hasServiceMonitors(context), ...ownLabels } };
  const workloads = argoCdWorkloads(options);
  // Every component has the class of the first.
  const { priorityClassName } = availability(workloads['application-controller'], context);
  const replication = (workload: PlatformWorkload) => {
    const { replicas, topologySpreadConstraints } = availability(workload, context);
    return { replicas, topologySpreadConstraints };
  };
  return {
    fullnameOverride: 'argocd',
    global: {
      domain: userInterface?.host ?? `argocd.${context.environment.domain}`,
      image: { repository: context.image(image).name },
      nodeSelector,
      tolerations,
      priorityClassName,
      // Espalier renders all policies of a namespace, also those of addons.
      networkPolicy: { create: false },
    },
    crds: { install: true, keep: true, annotations: keptCrds },
    configs: {
      cm: {
        'admin.enabled': false,
        // Controllers copy labels to the objects that they create. Argo CD would then treat these as its own and prune
        // them.
        'application.resourceTrackingMethod': 'annotation',
        'resource.customizations.health.argoproj.io_Application': applicationHealth,
        'resource.customizations.health.apiextensions.k8s.io_CustomResourceDefinition': customResourceDefinitionHealth,
        'timeout.reconciliation': '120s',
        ...cm,
      },
      params: {
        // TLS ends at the load balancer.
        'server.insecure': true,
        'controller.diff.server.side': true,
        // A timeout ends a sync that hangs on one object, since it would block every later commit. It is not retried at
        // the same revision, but a newer commit is synced. Without a newer commit, run `argocd app sync root --core`.
        'controller.sync.timeout.seconds': 7200,
      },
      rbac,
      secret: { createSecret: true },
    },
    controller: {
      ...replication(workloads['application-controller']),
      serviceAccount: { create: true, name: 'argocd-application-controller' },
      resources: containerResources('250m', '1Gi', '2Gi'),
      metrics,
    },
    repoServer: {
      ...replication(workloads['repo-server']),
      serviceAccount: { create: true, name: 'argocd-repo-server' },
      resources: containerResources('100m', '512Mi', '1Gi'),
      containerPorts: { server: 8081, metrics: 8084 },
      service: { port: 8081 },
      metrics: { ...metrics, service: { servicePort: 8084 } },
    },
    server: {
      ...replication(workloads.server),
      serviceAccount: { create: true, name: 'argocd-server' },
      resources: containerResources('50m', '256Mi'),
      containerPorts: { server: 8080, metrics: 8083 },
      service: { type: 'ClusterIP', servicePortHttp: 8080 },
      metrics: { ...metrics, service: { servicePort: 8083 } },
      ...ingress(userInterface?.host, context),
    },
    redis: {
      image: { repository: context.image(redisImage).name },
      containerPorts: { redis: 6379 },
      servicePort: 6379,
      serviceAccount: { create: true, name: 'argocd-redis', automountServiceAccountToken: false },
      resources: containerResources('50m', '128Mi'),
    },
    // Creates the password of Redis once, in the cluster; it is not in Git.
    redisSecretInit: {
      serviceAccount: { create: true, name: 'argocd-redis-secret-init' },
      resources: containerResources('10m', '64Mi'),
    },
    applicationSet: { replicas: availability(workloads['applicationset-controller'], context).replicas },
    notifications: { enabled: false },
    dex: { enabled: false },
  };
}

function ingress(host: string | undefined, context: AddonContext): HelmValues {
  const { ingressClass } = context;
  if (host === undefined || ingressClass === undefined) return {};
  const target = drainedTarget(context, '/healthz');
  return {
    ...(target && { lifecycle: target.lifecycle }),
    ingress: {
      enabled: true,
      controller: 'generic',
      ingressClassName: ingressClass,
      hostname: host,
      ...(target && { annotations: target.annotations }),
    },
  };
}
