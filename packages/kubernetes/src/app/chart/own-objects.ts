import { ProblemsError, type KubernetesObject, type ResolvedApp } from '@espalier/model';
import type * as Cdk8s from 'cdk8s';
import { createRequire } from 'node:module';
import { appLabels, withSyncOptions } from '../../objects/index.ts';
import { chartProblem } from '../context/index.ts';
import { chartRules } from './chart-rules.ts';

const require: (name: 'cdk8s') => typeof Cdk8s = createRequire(import.meta.url);

/**
 * The objects that an app's `chart.ts` adds to an empty cdk8s chart with the app's namespace and labels. Each app has a
 * cdk8s app of its own, since cdk8s slows down with the number of constructs. Without a `chart.ts`, cdk8s is not loaded.
 *
 * @param ours the objects that the app has anyway
 * @throws ProblemsError ESP3006 where `chart.ts` fails, ESP3007 for every object that cannot be
 */
export function ownObjects(app: ResolvedApp, ours: readonly KubernetesObject[]): readonly KubernetesObject[] {
  if (app.chart === undefined) return [];
  const { App, Chart } = require('cdk8s');
  const options = { namespace: app.namespace, labels: { ...appLabels(app) }, disableResourceNameHashes: true };
  const own = run(app, app.chart, new Chart(new App(), app.name, options));
  const problems = own.flatMap((object) => chartRules(app, object, ours));
  if (problems.length > 0) throw new ProblemsError(problems);
  return own.map((object) => withSyncOptions(object));
}

function run(
  app: ResolvedApp,
  addTo: (chart: unknown, app: ResolvedApp) => unknown,
  chart: Cdk8s.Chart,
): readonly KubernetesObject[] {
  try {
    const result = addTo(chart, app);
    if (result instanceof Promise) {
      // Whatever becomes of it comes too late.
      result.catch(() => undefined);
      throw new Error('it is asynchronous, and what it adds after its first await would be missing');
    }
    return chart.toJson().map(asObject);
  } catch (error) {
    throw new ProblemsError([
      chartProblem(app, {
        code: 'ESP3006',
        found: `It failed: ${error instanceof Error ? error.message : String(error)}`,
        expected: 'A function that has added cdk8s objects to the chart when it returns.',
        remedy: 'Correct the function.',
      }),
    ]);
  }
}

function asObject(value: unknown): KubernetesObject {
  if (isKubernetesObject(value)) return value;
  throw new TypeError(`There is no Kubernetes object in ${JSON.stringify(value)}.`);
}

function isKubernetesObject(value: unknown): value is KubernetesObject {
  return (
    isRecord(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    isRecord(value['metadata']) &&
    typeof value['metadata']['name'] === 'string'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
