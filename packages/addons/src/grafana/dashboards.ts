import type { AddonContext, KubernetesObject } from '@espalier/model';
import { unreadableManifest } from '../unreadable-manifest.ts';

/** A dashboard of `manifests/dashboards/`. */
interface Dashboard {
  /** Name of its ConfigMap: `grafana-dashboard-apps-red` of `apps/red.json`. */
  readonly configMap: string;
  /** Its mount path: a separate directory, in which the file has its original name. */
  readonly directory: string;
  readonly file: string;
  readonly json: string;
}

/** The directory of Grafana's dashboards, at any depth. */
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

/** One ConfigMap for each dashboard, so that each may use the full 1 MiB and has its own diff. */
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

/** Grafana only logs a dashboard that it cannot read, so that the error would appear only in the cluster. */
function checkDashboard(path: string, name: string, json: string): void {
  const file = `dashboards/${path}`;
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    throw unreadableManifest(file, {
      found: `A ConfigMap cannot be called 'grafana-dashboard-${name}'.`,
      expected: "A file name of letters, digits and '-'.",
      remedy: 'Rename the file.',
    });
  }
  const { value: dashboard, message } = parsed(json);
  if (message !== undefined) {
    throw unreadableManifest(`${file}${placeIn(json, message)}`, {
      found: `This is not JSON: ${message.replace(/ in JSON at position .*$/, '')}.`,
      expected: 'The JSON of a dashboard.',
      remedy: 'Correct the JSON, or export the dashboard from Grafana again.',
    });
  }
  if (typeof Reflect.get(Object(dashboard), 'title') !== 'string') {
    throw unreadableManifest(file, {
      found: "The file has no 'title'.",
      expected: 'The JSON of a dashboard.',
      remedy: "Add 'title', or export the dashboard from Grafana again.",
    });
  }
}

function parsed(json: string): { readonly value?: unknown; readonly message?: string } {
  try {
    return { value: JSON.parse(json) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}

/** `:line:column` of a mistake. */
function placeIn(json: string, message: string): string {
  const named = /at position (\d+)/.exec(message)?.[1];
  const lines = json.slice(0, named === undefined ? positionOfToken(json) : Number(named)).split('\n');
  return `:${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

/** `JSON.parse` does not say where an unexpected token is: it is the last character of the shortest text that has it. */
function positionOfToken(json: string): number {
  let [low, high] = [0, json.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (parsed(json.slice(0, middle + 1)).message?.startsWith('Unexpected token') === true) high = middle;
    else low = middle + 1;
  }
  return low;
}
