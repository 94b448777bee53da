import { ProblemsError, type ChartReference, type ChartVersions } from '@espalier/model';
import type { ChartOfCluster } from './charts-of-clusters.ts';
import type { ChartLine } from './charts-file.ts';
import { isExactVersion, isOlder } from './exact-version.ts';

/** The request of a user. */
export interface UpgradeRequest {
  readonly chart: string;
  readonly to: string;
  /** Every cluster that does not pin its own when it is omitted. */
  readonly cluster: string | undefined;
}

/** The result of an upgrade. */
export interface Upgrade {
  /** Lines of `charts.yaml` to set or remove; none if nothing must change. */
  readonly lines: readonly ChartLine[];
  /** Clusters that run another version afterwards. */
  readonly changes: readonly { readonly cluster: string; readonly from: string; readonly isDowngrade: boolean }[];
  /** Clusters that keep their pinned version. */
  readonly stays: readonly { readonly cluster: string; readonly version: string }[];
  /** Clusters with a redundant pin, which is removed. */
  readonly unpinned: readonly string[];
}

/** The chart in a cluster before the upgrade. */
interface Standing {
  readonly cluster: string;
  readonly chart: ChartReference;
  /** Version without the cluster's own pin. */
  readonly base: string;
  readonly pin: string | undefined;
}

/**
 * Decides which lines give a chart a version, everywhere or in one cluster. Redundant pins are removed.
 *
 * @param installations installations of the chart in the requested clusters
 * @throws ProblemsError ESP5005 if the version is not one exact version
 */
export function planUpgrade(
  { chart, to, cluster }: UpgradeRequest,
  installations: readonly ChartOfCluster[],
  versions: ChartVersions,
): Upgrade {
  if (!isExactVersion(to)) throw notExact(chart, to);
  const standings = installations.map((installation) => ({
    cluster: installation.cluster,
    chart: installation.chart,
    base: versions.everywhere?.[chart] ?? installation.chart.version,
    pin: versions.clusters?.[installation.cluster]?.[chart],
  }));
  return cluster === undefined ? everywhere(standings, to) : inItsCluster(standings, to);
}

function everywhere(standings: readonly Standing[], to: string): Upgrade {
  const [first] = standings;
  const isSaid = first === undefined || standings.every(({ base }) => base === to);
  const redundant = standings.filter(({ pin }) => pin === to);
  return {
    lines: [...(isSaid ? [] : [{ ...lineOf(first, to), cluster: undefined }]), ...redundant.map((one) => lineOf(one))],
    changes: standings.flatMap(({ cluster, base, pin }) => (pin === undefined ? changeOf(cluster, base, to) : [])),
    stays: standings.flatMap(({ cluster, pin }) =>
      pin === undefined || pin === to ? [] : [{ cluster, version: pin }],
    ),
    unpinned: redundant.map(({ cluster }) => cluster),
  };
}

function inItsCluster(standings: readonly Standing[], to: string): Upgrade {
  const redundant = standings.filter(({ base, pin }) => base === to && pin !== undefined);
  const toPin = standings.filter(({ base, pin }) => base !== to && pin !== to);
  return {
    lines: [...toPin.map((one) => lineOf(one, to)), ...redundant.map((one) => lineOf(one))],
    changes: standings.flatMap(({ cluster, base, pin }) => changeOf(cluster, pin ?? base, to)),
    stays: [],
    unpinned: redundant.map(({ cluster }) => cluster),
  };
}

function changeOf(cluster: string, from: string, to: string): Upgrade['changes'] {
  return from === to ? [] : [{ cluster, from, isDowngrade: isOlder(to, from) }];
}

function lineOf({ cluster, chart }: Standing, version?: string): ChartLine {
  return { chart: chart.name, cluster, version, source: sourceOf(chart) };
}

/** The source of newer versions of a chart, in the form that `renovate.json` reads. */
function sourceOf({ repository, name }: ChartReference): string {
  return repository.startsWith('https://') ? repository : `oci ${repository}/${name}`;
}

function notExact(chart: string, to: string): ProblemsError {
  return new ProblemsError([
    {
      code: 'ESP5005',
      file: 'apps/platform/charts.yaml',
      path: chart,
      found: `'${to}' is not one exact version.`,
      expected: 'The rendered tree must not depend on the day: a full version such as 1.2.3, never a range or a tag.',
      remedy: 'Give --to all three numbers.',
    },
  ]);
}
