import * as model from '@espalier/model';
import { ProblemsError, undeclaredName, type KubernetesObject, type ResolvedApp } from '@espalier/model';
import type * as Cdk8s from 'cdk8s';
import type * as Cdk8sPlus from 'cdk8s-plus-29';
import { createRequire } from 'node:module';
import { appLabels, withSyncOptions } from '../../objects/index.ts';
import { chartProblem } from '../context/index.ts';
import { chartRules } from './chart-rules.ts';

interface Require {
  (name: 'cdk8s'): typeof Cdk8s;
  (name: 'cdk8s-plus-29'): typeof Cdk8sPlus;
}

const require: Require = createRequire(import.meta.url);

/**
 * The objects that an app's `chart.ts` adds to an empty cdk8s chart with the app's namespace and labels. Each app has
 * its own cdk8s app, since cdk8s slows down with the number of constructs. Without a `chart.ts`, cdk8s is not loaded.
 *
 * @param ours the app's objects without `chart.ts`
 * @throws ProblemsError ESP3006 if `chart.ts` fails, ESP3007 for every object that is not allowed
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
      // Its result would come too late.
      result.catch(() => undefined);
      throw new Error('it is asynchronous, and objects added after its first await would be missing');
    }
    const added = chart.toJson().map(asObject);
    if (added.length === 0 ? result !== undefined : isPlainObject(result)) throw lostResult(app, result);
    return added;
  } catch (error) {
    if (error instanceof ProblemsError) throw error;
    const undeclared = undeclaredName(
      error,
      { cdk8s: require('cdk8s'), 'cdk8s-plus-29': require('cdk8s-plus-29'), '@espalier/model': model },
      "Import it; constructs are in 'cdk8s' and 'cdk8s-plus-29'.",
    );
    const problem = undeclared ?? {
      found: `It failed: ${error instanceof Error ? error.message : String(error)}`,
      expected: 'A synchronous function that adds cdk8s objects to the chart.',
      remedy: 'Correct the function.',
    };
    throw new ProblemsError([chartProblem(app, { code: 'ESP3006', ...problem }, error)]);
  }
}

const howToAdd = "Add each object to the chart: new ApiObject(chart, 'name', { apiVersion, kind, … }).";

/** A returned plain object is in no chart. A returned construct is fine: an arrow function may create it last. */
function isPlainObject(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'kind' in result && !('node' in result);
}

function lostResult(app: ResolvedApp, result: unknown): Error {
  const kind: unknown = Reflect.get(Object(result), 'kind');
  return new ProblemsError([
    chartProblem(app, {
      code: 'ESP3006',
      found: `It returns ${typeof kind === 'string' ? `a ${kind}` : 'something'} and does not add it to the chart, so that it has no effect.`,
      expected: 'A function that returns nothing and adds objects to its chart argument.',
      remedy: howToAdd,
    }),
  ]);
}

/** The problem of a `chart.ts` that adds nothing in any cluster. */
export function addsNothing(app: ResolvedApp): Error {
  return new ProblemsError([
    chartProblem(app, {
      code: 'ESP3006',
      found: 'It adds no object to the chart in any cluster.',
      expected: 'A function that adds objects to its chart argument.',
      remedy: `${howToAdd} Or delete the file.`,
    }),
  ]);
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
