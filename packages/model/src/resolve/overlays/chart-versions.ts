import type { ChartReference, ChartVersions, Located } from '../../definition/index.ts';
import { didYouMean, formatPath, listOf, unknownReference, type Problem } from '../../problem/index.ts';

/**
 * A chart in the version that a cluster runs: the cluster's pin, else the pin for every cluster, else the addon's
 * version.
 */
export function pinnedChart(
  chart: ChartReference,
  cluster: string,
  versions: ChartVersions | undefined,
): ChartReference {
  const version = versions?.clusters?.[cluster]?.[chart.name] ?? versions?.everywhere?.[chart.name];
  return version === undefined ? chart : { ...chart, version };
}

/** A version for a chart or cluster that does not exist would be ignored silently. */
export function chartVersionsAreUsed(
  versions: Located<ChartVersions> | undefined,
  chartsByCluster: ReadonlyMap<string, readonly string[]>,
): readonly Problem[] {
  if (versions === undefined) return [];
  const { file, value } = versions;
  const unknownCharts = (
    charts: object,
    known: readonly string[],
    path: readonly string[],
    what: string,
  ): readonly Problem[] =>
    Object.keys(charts)
      .filter((chart) => !known.includes(chart))
      .map((chart) => ({
        code: 'ESP2310',
        file,
        path: formatPath([...path, chart]),
        found: `${what} '${chart}'.${didYouMean(chart, known)}`,
        expected: `Charts: ${listOf([...new Set(known)].sort())}.`,
        remedy: 'Correct the name, or remove the line.',
      }));
  const every = [...chartsByCluster.values()].flat();
  return [
    ...unknownCharts(value.everywhere ?? {}, every, ['everywhere'], 'No cluster installs the chart'),
    ...Object.entries(value.clusters ?? {}).flatMap(([cluster, charts]) => {
      const known = chartsByCluster.get(cluster);
      const path = formatPath(['clusters', cluster]);
      return known === undefined
        ? [unknownReference('a cluster', cluster, chartsByCluster.keys(), { file, path })]
        : unknownCharts(charts, known, ['clusters', cluster], `Cluster '${cluster}' does not install the chart`);
    }),
  ];
}
