import type { ResolvedApp } from '@espalier/model';
import { App, ApiObject, Chart } from 'cdk8s';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { projectCluster } from '../src/index.ts';
import { plainApp } from './fixtures/app.ts';
import { platform } from './fixtures/platform.ts';
import { buildApp, listed, objectOf, problemsOf, project, clusterOf } from './fixtures/project.ts';

describe("an app's chart.ts", () => {
  test('adds objects with the namespace and labels of the app, under the names it gives', () => {
    const objects = buildApp(
      withChart((chart, { name }) => {
        new ApiObject(chart, 'scaled', { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', spec: { of: name } });
      }),
    );
    expect(objectOf(objects, 'ScaledObject')).toMatchObject({
      metadata: {
        name: 'identity-scaled',
        namespace: 'auth',
        labels: { 'app.kubernetes.io/name': 'identity', 'espalier.dev/owner': 'platform' },
        annotations: { 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' },
      },
      spec: { of: 'identity' },
    });
    expect(listed(objects)).toContain('Deployment identity');
  });

  test('is code, so that the model does not say what it yields', () => {
    const app = withChart(() => undefined);
    expect(project(app.name, clusterOf(app)).inputs).toBeUndefined();
  });

  test('that throws is a problem of its file', () => {
    const app = withChart(() => {
      throw new Error('no such dashboard');
    });
    expect(problemsOf(() => buildApp(app))).toEqual([
      {
        code: 'ESP3006',
        file: 'apps/identity/chart.ts',
        path: '',
        found: 'It failed: no such dashboard',
        expected: 'A synchronous function that adds cdk8s objects to the chart.',
        remedy: 'Correct the function.',
      },
    ]);
  });

  test('that uses what it does not import is a problem with the place, and what to import', async () => {
    const root = mkdtempSync(join(tmpdir(), 'espalier-chart-'));
    const file = join(root, 'apps/identity/chart.ts');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "export default (chart) => {\n  new ApiObject(chart, 'rule', {});\n};\n");
    const { default: chart } = (await import(pathToFileURL(file).href)) as { default: ResolvedApp['chart'] };
    rmSync(root, { recursive: true });
    expect(problemsOf(() => buildApp(plainApp({ chart })))).toEqual([
      {
        code: 'ESP3006',
        file: 'apps/identity/chart.ts:2:3',
        path: '',
        found: "'ApiObject' is neither declared nor imported here.",
        expected: 'Names that the file declares or imports.',
        remedy: "Add: import { ApiObject } from 'cdk8s';",
      },
    ]);
  });

  const rule = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'x' } };

  test.each<[string, (chart: Chart) => unknown]>([
    ['It returns a PrometheusRule and does not add it', () => rule],
    ['It returns something and does not add it', () => [rule]],
    ['It returns a ConfigMap and does not add it', () => new ApiObject(new Chart(new App(), 'x'), 'y', configMap)],
    ['It adds no object to the chart in any cluster.', () => undefined],
    [
      'It returns a PrometheusRule and does not add it',
      (chart) => {
        new ApiObject(chart, 'y', configMap);
        return rule;
      },
    ],
  ])('that adds nothing is refused: %s', (found, chart) => {
    const problems = problemsOf(() => buildApp(plainApp({ chart: chart as ResolvedApp['chart'] })));
    expect(problems).toMatchObject([{ code: 'ESP3006', file: 'apps/identity/chart.ts' }]);
    expect(problems[0]?.found).toContain(found);
    expect(problems[0]?.remedy).toContain('Add each object to the chart');
  });

  test('may give back what it has added, as an arrow function does', () => {
    const chart = (into: unknown) => new ApiObject(into as Chart, 'y', configMap);
    expect(listed(buildApp(plainApp({ chart })))).toContain('ConfigMap identity-y');
  });

  test('may add something in one environment alone', () => {
    const chart = (into: unknown, { environment }: ResolvedApp) => {
      if (environment === 'production') new ApiObject(into as Chart, 'y', configMap);
    };
    const production = clusterOf(plainApp({ chart }));
    const staging = clusterOf(plainApp({ chart, environment: 'staging' }), { name: 'staging' });
    const [identity] = projectCluster({ ...platform(staging), clusters: { production, staging } }, staging).filter(
      ({ name }) => name === 'identity',
    );
    expect(listed(identity?.build().objects ?? [])).not.toContain('ConfigMap identity-y');
  });

  test('gets a problem for objects that the API server would refuse for their size', () => {
    const app = withChart((chart) => {
      new ApiObject(chart, 'files', { apiVersion: 'v1', kind: 'ConfigMap', data: { file: 'x'.repeat(1_048_577) } });
    });
    expect(problemsOf(() => buildApp(app))).toEqual([
      {
        code: 'ESP3032',
        file: 'apps/identity/chart.ts',
        path: '',
        found: "The ConfigMap 'identity-files' holds 1048577 bytes.",
        expected: 'At most 1048576 bytes of data in a ConfigMap or Secret.',
        remedy: 'Split it into several objects.',
      },
    ]);
  });

  test('may add objects that client-side apply could not hold: the server applies them', () => {
    const app = withChart((chart) => {
      new ApiObject(chart, 'files', { apiVersion: 'v1', kind: 'ConfigMap', data: { file: 'x'.repeat(300_000) } });
    });
    expect(objectOf(buildApp(app), 'ConfigMap')).toHaveProperty(
      ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'],
      'ServerSideApply=true',
    );
  });

  test('that is asynchronous is refused, since objects would be missing', () => {
    const asynchronous: (chart: unknown) => unknown = () => Promise.reject(new Error('later'));
    const app = plainApp({ chart: asynchronous });
    expect(problemsOf(() => buildApp(app))[0]?.found).toContain('it is asynchronous');
  });

  test.each([
    ['apps/v1', 'Deployment', {}, ', which the app has already.'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', {}, ', which is cluster-scoped.'],
    ['v1', 'ConfigMap', { namespace: 'kube-system' }, " to the namespace 'kube-system'."],
    ['networking.k8s.io/v1', 'NetworkPolicy', {}, ", a kind that the AppProject of 'auth' refuses for apps."],
  ])('that adds what cannot sync is refused: %s %s', (apiVersion, kind, metadata, reason) => {
    const app = withChart((chart) => {
      new ApiObject(chart, 'object', { apiVersion, kind, metadata: { name: 'identity', ...metadata } });
    });
    expect(problemsOf(() => buildApp(app))).toMatchObject([
      { code: 'ESP3007', file: 'apps/identity/chart.ts', found: `It adds the ${kind} 'identity'${reason}` },
    ]);
  });
});

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } };

function withChart(add: (chart: Chart, app: ResolvedApp) => void): ResolvedApp {
  return plainApp({
    chart: (chart, app) => {
      if (!Chart.isChart(chart)) throw new TypeError('It is no cdk8s chart.');
      add(chart, app);
    },
  });
}
