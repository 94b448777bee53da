import type { AddonContext, HelmValues } from '@espalier/model';
import { splitImage } from '../charts/index.ts';
import { availability, containerResources, drainedTarget, onSystemNodes } from '../pods/index.ts';
import { hasServiceMonitors } from '../prometheus-operator-crds/index.ts';
import { dashboardMounts, dashboardsPath } from './dashboards.ts';
import { dataSources } from './data-sources.ts';
import type { GrafanaOptions } from './options.ts';
import { admin, adminKeys, image, workloads } from './workloads.ts';

/** Values of the chart. */
export function grafanaValues(options: GrafanaOptions, context: AddonContext): HelmValues {
  const { replicas, priorityClassName } = availability(workloads.grafana, context);
  return {
    fullnameOverride: 'grafana',
    replicas,
    priorityClassName,
    image: splitImage(image, context),
    // Without it the chart generates a new password at every render.
    admin: { existingSecret: context.secretName(admin), userKey: adminKeys.user, passwordKey: adminKeys.password },
    // No sidecar, so nothing here calls the Kubernetes API.
    rbac: { create: false },
    serviceAccount: { create: true, name: 'grafana', automountServiceAccountToken: false },
    automountServiceAccountToken: false,
    service: { type: 'ClusterIP', port: 3000, targetPort: 3000 },
    ...ingress(options.host, context),
    ...persistence(options),
    env: {
      GF_SERVER_ROOT_URL: `https://${options.host}`,
      // Network access is denied by default, so that update checks would only fill the log.
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_NEWS_NEWS_FEED_ENABLED: 'false',
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_PLUGINS_PLUGIN_ADMIN_ENABLED: 'false',
      GF_SECURITY_DISABLE_GRAVATAR: 'true',
    },
    datasources: { 'datasources.yaml': { apiVersion: 1, prune: true, datasources: dataSources(context) } },
    dashboardProviders: {
      'dashboardproviders.yaml': {
        apiVersion: 1,
        providers: [
          {
            name: 'git',
            type: 'file',
            folder: 'Platform',
            allowUiUpdates: false,
            disableDeletion: false,
            updateIntervalSeconds: 30,
            options: { path: dashboardsPath },
          },
        ],
      },
    },
    extraConfigmapMounts: dashboardMounts(context),
    serviceMonitor: { enabled: hasServiceMonitors(context) },
    resources: containerResources('100m', '256Mi', '512Mi'),
    ...onSystemNodes(context),
  };
}

function ingress(host: string, context: AddonContext): HelmValues {
  const { ingressClass } = context;
  if (ingressClass === undefined) return {};
  // `/` redirects to the log-in, which fails a health check.
  const target = drainedTarget(context, '/api/health');
  return {
    ...(target && { lifecycleHooks: target.lifecycle }),
    ingress: {
      enabled: true,
      ingressClassName: ingressClass,
      hosts: [host],
      path: '/',
      pathType: 'Prefix',
      ...(target && { annotations: target.annotations }),
    },
  };
}

/** Only one pod at a time can use the volume, so the old pod stops before the new one starts. */
function persistence({ storage }: GrafanaOptions): HelmValues {
  return storage === undefined
    ? { persistence: { enabled: false } }
    : {
        persistence: { enabled: true, type: 'pvc', storageClassName: 'gp3', size: storage },
        // It would run as root, and the volume already belongs to the pod's group.
        initChownData: { enabled: false },
        deploymentStrategy: { type: 'Recreate' },
      };
}
