import { didYouMean, listOf, ProblemsError, type ChartReference, type Definitions } from '@espalier/model';

/** A chart that a cluster installs, in the version of its addon, without `charts.yaml`. */
export interface ChartOfCluster {
  readonly cluster: string;
  readonly addon: string;
  readonly chart: ChartReference;
}

/**
 * Every chart of every cluster, in the order of the clusters' names. Expects definitions that `resolve` has accepted.
 */
export function chartsOfClusters({ clusters }: Definitions): readonly ChartOfCluster[] {
  return Object.entries(clusters)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([cluster, { value }]) =>
      (value.addons ?? []).flatMap(({ name, chart }) => (chart === undefined ? [] : [{ cluster, addon: name, chart }])),
    );
}

/**
 * The installations of a chart, one entry for each cluster: in the named one, or in all.
 *
 * @throws ProblemsError ESP5004 if it is not installed there
 */
export function installationsOf(
  chart: string,
  charts: readonly ChartOfCluster[],
  cluster: string | undefined,
): readonly ChartOfCluster[] {
  const there = charts.filter((entry) => cluster === undefined || entry.cluster === cluster);
  const installations = there.filter((entry) => entry.chart.name === chart);
  if (installations.length > 0) return [...new Map(installations.map((entry) => [entry.cluster, entry])).values()];
  const known = [...new Set(there.map((entry) => entry.chart.name))].sort();
  const ofAddon = there.find(({ addon }) => addon === chart)?.chart.name;
  throw new ProblemsError([
    {
      code: 'ESP5004',
      file: cluster === undefined ? 'apps/platform/clusters' : `apps/platform/clusters/${cluster}/cluster.ts`,
      path: cluster === undefined ? '' : 'addons',
      found: `${cluster === undefined ? 'No cluster installs' : `Cluster '${cluster}' does not install`} the chart '${chart}'.${
        ofAddon === undefined ? didYouMean(chart, known) : ` The addon with that name installs '${ofAddon}'.`
      }`,
      expected: `Charts: ${listOf(known)}.`,
      remedy: 'Name one of these.',
    },
  ]);
}
