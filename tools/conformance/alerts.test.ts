import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadPlatform } from '@espalier/model/load';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { selectorsOf, type Selector } from '../../packages/addons/test/promql.ts';
import { workspace } from './data.ts';
import { hasHelm } from './helm.ts';
import { covers, type Labels } from './pods.ts';
import type { RenderedObject } from './rendered-object.ts';
import { renderNow, renderedObjects } from './rendered.ts';
import { chartKeys } from './values-keys.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');
const clusters = Object.values(platform.clusters);

interface Rule {
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface RuleGroups {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
}

const folder = join(workspace, 'manifests/alerts');
const ownRules = alerts(
  readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), 'utf8')) as RuleGroups),
);

test.each(clusters.map((cluster) => [cluster.name, cluster] as const))(
  '%s: no alert of the platform is about what an alert of a chart is about',
  (_, cluster) => {
    const ofCharts = alerts(
      cluster.addons.flatMap((addon) =>
        (renderedObjects(cluster, addon) ?? []).filter(({ kind }) => kind === 'PrometheusRule').map(rulesOf),
      ),
    );
    const pairs = ownRules.flatMap((own) =>
      ofCharts.filter((other) => isAboutTheSame(own, other)).map((other) => `${own.alert} and ${other.alert}`),
    );
    expect(pairs).toEqual([]);
  },
);

test.each(clusters.map((cluster) => [cluster.name, cluster] as const))(
  '%s: alerts ask for jobs that something is scraped as',
  (_, cluster) => {
    const objects = cluster.addons.flatMap((addon) => renderedObjects(cluster, addon) ?? []);
    const asked = alerts(objects.filter(({ kind }) => kind === 'PrometheusRule').map(rulesOf)).flatMap(({ expr }) =>
      selectorsOf(expr).flatMap(({ equal }) => equal['job'] ?? []),
    );
    const scraped = objects
      .filter(({ kind }) => kind === 'ServiceMonitor')
      .flatMap((monitor) => jobsOf(monitor, objects));
    // Services that the operator and Kubernetes themselves make, with these labels.
    expect([...scraped, 'kubelet', 'apiserver']).toEqual(expect.arrayContaining([...new Set(asked)]));
  },
);

test('conditions of one metric differ by the values that they ask for', () => {
  const about = (expr: string) => ({ alert: 'a', expr });
  expect(isAboutTheSame(about('up == 0'), about('count by (job) (up == 0) > 1'))).toBe(true);
  const condition = (name: string) => about(`kube_node_status_condition{condition="${name}"} == 1`);
  expect(isAboutTheSame(condition('Ready'), condition('Ready'))).toBe(true);
  expect(isAboutTheSame(condition('Ready'), condition('MemoryPressure'))).toBe(false);
});

const monitors = clusters.flatMap(({ name, addons }) =>
  addons.flatMap((addon) =>
    addon.chart === undefined ? [] : [[name, addon.name, addon.chart.name, addon.values] as const],
  ),
);

test.each(monitors)('%s: %s keeps the labels of its exporters wherever chart %s can', (_, __, chart, values) => {
  const keys = chartKeys(chart);
  if (keys === undefined) return;
  const honouring = [...Object.keys(keys.keys), ...keys.templateRefsNotInValues].filter((key) =>
    /monitor\.honorLabels$/i.test(key),
  );
  for (const key of honouring) {
    const path = key.split('.').slice(0, -1);
    if (at(values, [...path, 'enabled']) === true) expect(at(values, [...path, 'honorLabels']), key).toBe(true);
  }
});

test.skipIf(!hasHelm()).each(clusters.map((cluster) => [cluster.name, cluster] as const))(
  '%s: links in alerts lead out of the cluster',
  (_, cluster) => {
    const urls = cluster.addons
      .flatMap((addon) => renderNow(cluster, addon) ?? [])
      .filter(({ kind }) => kind === 'Prometheus' || kind === 'Alertmanager')
      .map(({ spec }) => String(spec?.['externalUrl']));
    expect(urls).toHaveLength(2);
    for (const url of urls) expect(url).toMatch(/^https:\/\//);
  },
);

function rulesOf({ spec }: RenderedObject): RuleGroups {
  return spec as unknown as RuleGroups;
}

/** The label `job` of what a ServiceMonitor selects: a label of the Service, or its name. */
function jobsOf({ spec }: RenderedObject, objects: readonly RenderedObject[]): readonly string[] {
  const { jobLabel, selector } = spec as {
    readonly jobLabel?: string;
    readonly selector?: { readonly matchLabels?: Labels };
  };
  return objects
    .filter(({ kind, metadata }) => kind === 'Service' && covers(metadata.labels ?? {}, selector?.matchLabels))
    .map(({ metadata }) => metadata.labels?.[jobLabel ?? ''] ?? metadata.name);
}

function alerts(documents: readonly RuleGroups[]): readonly { readonly alert: string; readonly expr: string }[] {
  return documents
    .flatMap(({ groups }) => groups.flatMap(({ rules }) => rules))
    .flatMap(({ alert, expr }) => (alert === undefined ? [] : [{ alert, expr }]));
}

/** Whether two alerts read the same metric, with no label that each wants another value of. */
function isAboutTheSame(left: { readonly expr: string }, right: { readonly expr: string }): boolean {
  return selectorsOf(left.expr).some((one) => selectorsOf(right.expr).some((other) => isSame(one, other)));
}

function isSame(left: Selector, right: Selector): boolean {
  if (left.metric !== right.metric) return false;
  return Object.entries(left.equal).every(([label, value]) => (right.equal[label] ?? value) === value);
}

function at(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    values,
  );
}
