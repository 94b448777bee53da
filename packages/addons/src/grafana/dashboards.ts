import type { AddonContext, KubernetesObject } from '@espalier/model';

/** A dashboard of `manifests/dashboards/`. */
interface Dashboard {
  /** Name of its ConfigMap: `grafana-dashboard-apps-red` of `apps/red.json`. */
  readonly configMap: string;
  /** Where it is mounted: a directory of its own, in which the file keeps its name. */
  readonly directory: string;
  readonly file: string;
  readonly json: string;
}

/** Where Grafana looks for dashboards, at any depth. */
export const dashboardsPath = '/var/lib/grafana/dashboards';

function dashboards(context: AddonContext): readonly Dashboard[] {
  return Object.entries(context.files('dashboards'))
    .filter(([path]) => path.endsWith('.json'))
    .map(([path, json]) => {
      const name = path.slice(0, -'.json'.length).replaceAll('/', '-').toLowerCase();
      checkDashboard(path, name, json);
      return {
        configMap: `grafana-dashboard-${name}`,
        directory: `${dashboardsPath}/${name}`,
        file: `${name}.json`,
        json,
      };
    });
}

/** A ConfigMap for each dashboard, so that each has the whole 1 MiB and its own diff. */
export function dashboardConfigMaps(context: AddonContext): readonly KubernetesObject[] {
  return dashboards(context).map(({ configMap, file, json }) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: configMap, namespace: context.namespace },
    data: { [file]: json },
  }));
}

/** The mounts of those ConfigMaps, as the chart's `extraConfigmapMounts` has them. */
export function dashboardMounts(context: AddonContext) {
  return dashboards(context).map(({ configMap, directory }) => ({
    name: configMap,
    configMap,
    mountPath: directory,
    readOnly: true,
    optional: false,
  }));
}

/** Grafana logs what it cannot read and goes on without; that would be met in the cluster. */
function checkDashboard(path: string, name: string, json: string): void {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    throw new Error(`manifests/dashboards/${path} needs a name of letters, digits and '-'`);
  }
  let dashboard: unknown;
  try {
    dashboard = JSON.parse(json);
  } catch (error) {
    throw new Error(
      `manifests/dashboards/${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
  if (typeof Reflect.get(Object(dashboard), 'title') !== 'string') {
    throw new Error(`manifests/dashboards/${path} has no 'title', as a dashboard has`);
  }
}
