import { expect, test } from 'vitest';
import { formatProblem, resolve, type AddonDefinition, type ChartVersions } from '../src/index.ts';
import { definitions, examplesAddons } from './definitions.ts';

const loki: AddonDefinition = {
  name: 'loki',
  namespace: 'monitoring',
  chart: { repository: 'https://charts.example.com', name: 'loki', version: '1.0.0', kubernetes: '>=1.25.0-0' },
  workloads: {},
};

function withVersions(value: ChartVersions, addon: AddonDefinition = loki): ReturnType<typeof resolve> {
  const { clusters } = definitions();
  return resolve(
    definitions({
      clusters: Object.fromEntries(
        Object.entries(clusters).map(([name, cluster]) => [
          name,
          { ...cluster, value: { ...cluster.value, addons: [...examplesAddons, addon] } },
        ]),
      ),
      chartVersions: { file: 'apps/platform/charts.yaml', value },
    }),
  );
}

/** Version of Loki's chart by cluster. */
function versionsOf(value: ChartVersions): Readonly<Record<string, string | undefined>> {
  const clusters = Object.values(withVersions(value).platform?.clusters ?? {});
  return Object.fromEntries(
    clusters.map(({ name, addons }) => [name, addons.find((addon) => addon.name === 'loki')?.chart?.version]),
  );
}

function problemsOf(value: unknown, addon?: AddonDefinition): string {
  return withVersions(value as ChartVersions, addon)
    .problems.map(formatProblem)
    .join('\n\n');
}

test('a chart runs in the version its addon brings, unless the platform or a cluster says otherwise', () => {
  expect(versionsOf({})).toEqual({ production: '1.0.0', staging: '1.0.0' });
  expect(versionsOf({ everywhere: { loki: '1.1.0' } })).toEqual({ production: '1.1.0', staging: '1.1.0' });
  expect(versionsOf({ everywhere: { loki: '1.1.0' }, clusters: { staging: { loki: '1.2.0' } } })).toEqual({
    production: '1.1.0',
    staging: '1.2.0',
  });
});

test.each([
  [
    'a chart that no cluster installs',
    { everywhere: { lokki: '1.1.0' } },
    "No cluster installs the chart 'lokki'. Did you mean 'loki'?",
  ],
  ['a cluster that is not there', { clusters: { stagin: { loki: '1.1.0' } } }, "'stagin' is not a cluster"],
  [
    'a chart that the cluster does not install',
    { clusters: { staging: { grafana: '1.1.0' } } },
    "Cluster 'staging' does not install the chart 'grafana'",
  ],
  ['a range', { everywhere: { loki: '^1.1.0' } }, 'one exact version'],
  ['a number', { everywhere: { loki: 1.1 } }, 'a version as text'],
  ['an unknown key', { everywere: {} }, "Did you mean 'everywhere'?"],
  ['no mapping', [], 'Expected a mapping'],
])('%s', (_, value, expected) => {
  expect(problemsOf(value)).toContain(expected);
});

test('a cluster outside the Kubernetes versions of a chart', () => {
  const old = {
    ...loki,
    chart: { repository: 'https://x.y', name: 'loki', version: '1.0.0', kubernetes: '<1.34.0-0' },
  };
  expect(problemsOf({}, old)).toContain(
    "The chart 'loki' accepts Kubernetes <1.34.0-0; cluster 'production' runs 1.35.",
  );
  expect(problemsOf({}, { ...old, chart: { ...old.chart, kubernetes: 'newer' } })).toContain('a range of versions');
});
