import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dataSources } from '../src/grafana/data-sources.ts';
import { catalogue } from './catalogue.ts';
import { contextOf, objectsOf, valuesOf } from './context.ts';
import { resultLabels, selectorsOf } from './promql.ts';

const folder = (name: string) => new URL(`../../../manifests/${name}/`, import.meta.url);
const texts = (name: string) =>
  readdirSync(folder(name)).map((file) => [file, readFileSync(new URL(file, folder(name)), 'utf8')] as const);

interface Dashboard {
  readonly uid: string;
  readonly templating: { readonly list: readonly { readonly name: string; readonly datasource?: { uid: string } }[] };
  readonly panels: readonly {
    readonly id: number;
    readonly targets: readonly { readonly expr: string; readonly datasource: { readonly uid: string } }[];
  }[];
}

interface AlertRules {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly for: string;
      readonly labels: { readonly severity: string; readonly symptom?: string; readonly namespace?: string };
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

/** Labels that Prometheus gives what it scrapes; an exporter's own of the same name are kept where it honours them. */
const labelsOfTargets = ['namespace', 'pod', 'container', 'service', 'job', 'endpoint', 'instance'];

/** The addon that exports metrics of a name; apps export those of OpenTelemetry's conventions. */
const exporters: Readonly<Record<string, string | undefined>> = {
  argocd_: 'argo-cd',
  certmanager_: 'cert-manager',
  externalsecret_: 'external-secrets',
  gha_: 'runner-controller',
  // Those of Prometheus' own chart honour them by default.
  container_: undefined,
  kube_: undefined,
  kubelet_: undefined,
  node_: undefined,
  // Prometheus' own.
  ALERTS: undefined,
  up: undefined,
  http_server_: undefined,
  nginx_ingress_: 'ingress-nginx',
};

function expectKeptLabels(asker: string, expr: string): void {
  for (const { metric, labels } of selectorsOf(expr)) {
    const prefix = Object.keys(exporters).find((candidate) => metric.startsWith(candidate));
    expect(prefix ?? metric, `${asker}: who exports it?`).toBe(prefix);
    const addon = catalogue.find(({ name }) => name === exporters[prefix ?? '']);
    if (addon === undefined || !labels.some((label) => labelsOfTargets.includes(label))) continue;
    const settings = JSON.stringify([valuesOf(addon), objectsOf(addon)]);
    expect(settings, `${asker}: ${metric}`).toContain('"honorLabels":true');
  }
}

describe('dashboards', () => {
  const dashboards = texts('dashboards').map(([file, text]) => [file, JSON.parse(text) as Dashboard] as const);
  const [addon] = catalogue;
  const uids = addon === undefined ? [] : dataSources(contextOf(addon)).map(({ uid }) => uid);

  it.each(dashboards)('%s asks data sources that grafana() provisions', (_, { panels, templating }) => {
    for (const { datasource } of panels.flatMap(({ targets }) => targets)) expect(uids).toContain(datasource.uid);
    for (const { datasource } of templating.list) if (datasource) expect(uids).toContain(datasource.uid);
  });

  it.each(dashboards)('%s asks by variables that it has', (_, { panels, templating }) => {
    const known = [...templating.list.map(({ name }) => name), '__rate_interval', '__auto'];
    for (const { expr } of panels.flatMap(({ targets }) => targets))
      for (const [, name] of expr.matchAll(/\$(\w+)/g)) expect(known).toContain(name);
  });

  it.each(dashboards)('%s asks for labels as the scrape keeps them', (_, { panels }) => {
    for (const { expr, datasource } of panels.flatMap(({ targets }) => targets))
      // Durations that Grafana fills in.
      if (datasource.uid === 'prometheus')
        expectKeptLabels('a panel', expr.replaceAll(/\$__(rate_interval|range|interval)/g, '5m'));
  });

  it.each(dashboards)('%s gives each panel an id of its own', (_, { panels }) => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  it('are files named as their uid, which links and alerts point to', () => {
    expect(dashboards.map(([file]) => file)).toEqual(dashboards.map(([, { uid }]) => `${uid}.json`));
  });
});

describe('alerts', () => {
  const files = texts('alerts').map(([file, text]) => [file, parse(text) as AlertRules] as const);
  const dashboards = readdirSync(folder('dashboards')).map((file) => file.replace('.json', ''));

  it.each(files)('%s says how bad it is, since when, and what it is', (_, { groups }) => {
    for (const rule of groups.flatMap(({ rules }) => rules)) {
      expect(['warning', 'critical']).toContain(rule.labels.severity);
      expect(rule.for).toMatch(/^\d+m$/);
      expect(Object.keys(rule.annotations)).toEqual(expect.arrayContaining(['summary', 'description']));
    }
  });

  it.each(files)('%s leads to dashboards that exist', (_, { groups }) => {
    for (const { annotations } of groups.flatMap(({ rules }) => rules)) {
      const uid = /^\/d\/([a-z-]+)/.exec(annotations['dashboard'] ?? '')?.[1];
      if (uid !== undefined) expect(dashboards).toContain(uid);
    }
  });

  it.each(files)('%s names only labels that its alerts have', (_, { groups }) => {
    for (const { alert, expr, annotations } of groups.flatMap(({ rules }) => rules)) {
      // Whatever the scrape adds, the exporter's pod among it, would stand in the alert, and change with that pod.
      const labels = resultLabels(expr);
      expect(labels, `${alert} aggregates by the labels that it is about`).toBeDefined();
      const named = Object.values(annotations).flatMap((text) => [...text.matchAll(/\$labels\.(\w+)/g)]);
      expect(labels, alert).toEqual(expect.arrayContaining(named.map(([, label]) => label)));
    }
  });

  it.each(files)('%s asks for labels as the scrape keeps them', (_, { groups }) => {
    for (const { alert, expr } of groups.flatMap(({ rules }) => rules)) expectKeptLabels(alert, expr);
  });

  it('are symptoms where they are about Applications, and then come after their causes, about a namespace', () => {
    const rules = files.flatMap(([, { groups }]) => groups.flatMap((group) => group.rules));
    const minutes = (rule: { readonly for: string }): number => Number.parseInt(rule.for, 10);
    const critical = rules.filter(({ labels }) => labels.severity === 'critical');
    const isSymptom = ({ expr }: { readonly expr: string }): boolean => expr.includes('argocd_app_info');
    const symptoms = critical.filter(isSymptom);
    expect(symptoms.length).toBeGreaterThan(0);
    for (const { labels } of symptoms) {
      expect(labels.symptom).toBe('true');
      expect(labels.namespace).toBeTruthy();
    }
    const causes = critical.filter((rule) => !isSymptom(rule) && !rule.expr.includes('http_server'));
    expect(Math.min(...symptoms.map(minutes))).toBeGreaterThan(Math.max(...causes.map(minutes)));
  });

  it('have names of their own', () => {
    const names = files.flatMap(([, { groups }]) => groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)));
    expect(new Set(names).size).toBe(names.length);
  });
});
