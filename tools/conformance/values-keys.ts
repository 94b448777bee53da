import { didYouMean } from '@espalier/model';
import { conformanceData } from './data.ts';

interface ChartKeys {
  /** Path to the type of its default; `!open` where any child is allowed. */
  readonly keys: Readonly<Record<string, string>>;
  /** Paths that templates read and `values.yaml` does not list. */
  readonly templateRefsNotInValues: readonly string[];
}

/** The keys a chart reads, or `undefined` if the data does not hold it. */
export function chartKeys(chart: string): ChartKeys | undefined {
  return conformanceData(`values-keys/${chart}.json`) as ChartKeys | undefined;
}

/**
 * Maps whose keys a chart passes on rather than reads; its `values.yaml` shows examples, which the data lists as if they
 * were all there is. The chart's own words are the source of each.
 */
const passedOn: Readonly<Record<string, readonly string[]>> = {
  // Keys of the ConfigMaps argocd-cm and argocd-cmd-params-cm; labels of nodes; annotations of CRDs.
  'argo-cd': ['configs.cm', 'configs.params', 'crds.annotations', 'global.nodeSelector'],
  // Labels of nodes.
  'cert-manager': ['nodeSelector', 'webhook.nodeSelector', 'cainjector.nodeSelector'],
  // Flags of the program; the data lists those that the chart sets.
  'cluster-autoscaler': ['extraArgs'],
  // Part of a pod template.
  'gha-runner-scale-set': ['template.spec'],
  // Labels of nodes; a container's resources.
  'ingress-nginx': ['controller.nodeSelector', 'controller.resources'],
  // `bucketNames` is mandatory, and only shown in a comment.
  loki: ['loki.storage'],
  // A container's resources.
  'metrics-server': ['resources'],
  // The collector's own configuration, merged over the chart's.
  'opentelemetry-collector': ['config'],
};

/** Keys of some values that the chart does not read, each with the closest one that it does. */
export function unknownKeys(chart: string, values: unknown): readonly string[] {
  const known = chartKeys(chart);
  if (known === undefined) return [`no keys of chart ${chart}`];
  const subcharts = subchartsOf(chart).filter((name) => chartKeys(name) !== undefined);
  const referenced = new Set(known.templateRefsNotInValues);
  const prefixes = new Set(known.templateRefsNotInValues.flatMap(ancestors));

  const visit = (value: unknown, path: string): readonly string[] => {
    if (!isMapping(value)) return [];
    return Object.entries(value).flatMap(([key, child]): readonly string[] => {
      // The data escapes the dots inside a key.
      const escaped = key.replaceAll('.', '\\.');
      const at = path === '' ? escaped : `${path}.${escaped}`;
      const type = known.keys[at];
      if (passedOn[chart]?.includes(at) === true) return [];
      if (type?.endsWith('!open') === true || type?.startsWith('null') === true || referenced.has(at)) return [];
      if (path === '' && subcharts.includes(key)) {
        const inParent = new Set(visit(child, at).map(withoutAdvice));
        return unknownKeys(key, child)
          .map((inner) => `${key}.${inner}`)
          .filter((inner) => inParent.has(withoutAdvice(inner)));
      }
      if (type !== undefined || prefixes.has(at)) return visit(child, at);
      return [`${at}${didYouMean(at, Object.keys(known.keys))}`];
    });
  };
  return visit(values, '');
}

/** Names of the charts that a chart depends on: their values stand under their name. */
function subchartsOf(chart: string): readonly string[] {
  const catalog = conformanceData('catalog.json') as readonly {
    readonly name: string;
    readonly dependencies: readonly { readonly name: string }[];
  }[];
  return catalog.find(({ name }) => name === chart)?.dependencies.map(({ name }) => name) ?? [];
}

function withoutAdvice(key: string): string {
  return key.replace(/ Did you mean .*$/, '');
}

function ancestors(path: string): readonly string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
