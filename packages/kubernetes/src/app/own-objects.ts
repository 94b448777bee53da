import * as model from '@espalier/model';
import { ProblemsError, undeclaredName, type KubernetesObject, type ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
import { cdk8s, kplus } from '../cdk8s.ts';
import { plainObjects } from '../objects/plain-object.ts';
import { withSyncOptions } from '../objects/sync-options.ts';
import { chartProblem } from './app-problem.ts';
import { chartRules } from './chart-rules.ts';

/**
 * The objects that an app's `chart.ts` adds; `chart` is an empty chart with the app's namespace and labels.
 *
 * @param ours the objects that the app has anyway
 * @throws ProblemsError ESP3006 where `chart.ts` fails, ESP3007 for every object that cannot be
 */
export function ownObjects(
  app: ResolvedApp,
  chart: Chart,
  ours: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  if (app.chart === undefined) return [];
  const own = run(app, app.chart, chart);
  const problems = own.flatMap((object) => chartRules(app, object, ours));
  if (problems.length > 0) throw new ProblemsError(problems);
  return own.map((object) => withSyncOptions(object));
}

function run(
  app: ResolvedApp,
  addTo: (chart: unknown, app: ResolvedApp) => unknown,
  chart: Chart,
): readonly KubernetesObject[] {
  try {
    const result = addTo(chart, app);
    if (result instanceof Promise) {
      // Whatever becomes of it comes too late.
      result.catch(() => undefined);
      throw new Error('it is asynchronous, and what it adds after its first await would be missing');
    }
    const added = plainObjects(chart);
    if (added.length === 0 ? result !== undefined : isPlainObject(result)) throw lostResult(app, result);
    return added;
  } catch (error) {
    if (error instanceof ProblemsError) throw error;
    const undeclared = undeclaredName(
      error,
      { cdk8s: cdk8s(), 'cdk8s-plus-29': kplus(), '@espalier/model': model },
      "Import it; constructs are in 'cdk8s' and 'cdk8s-plus-29'.",
    );
    const problem = undeclared ?? {
      found: `It failed: ${error instanceof Error ? error.message : String(error)}`,
      expected: 'A function that has added cdk8s objects to the chart when it returns.',
      remedy: 'Correct the function.',
    };
    throw new ProblemsError([chartProblem(app, { code: 'ESP3006', ...problem }, error)]);
  }
}

const howToAdd = "Add each object to the chart: new ApiObject(chart, 'name', { apiVersion, kind, … }).";

/** An object that is returned is in no chart; constructs may be, as the last thing that an arrow function makes. */
function isPlainObject(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'kind' in result && !('node' in result);
}

function lostResult(app: ResolvedApp, result: unknown): Error {
  const kind: unknown = Reflect.get(Object(result), 'kind');
  return new ProblemsError([
    chartProblem(app, {
      code: 'ESP3006',
      found: `It returns ${typeof kind === 'string' ? `a ${kind}` : 'something'} and does not add it to the chart, so that nothing becomes of it.`,
      expected: 'A function that returns nothing: objects are added to the chart that it is given.',
      remedy: howToAdd,
    }),
  ]);
}

/** What is wrong with a `chart.ts` that adds nothing wherever the app runs. */
export function addsNothing(app: ResolvedApp): Error {
  return new ProblemsError([
    chartProblem(app, {
      code: 'ESP3006',
      found: 'It adds no object to the chart in any cluster.',
      expected: 'A function that adds objects to the chart that it is given.',
      remedy: `${howToAdd} Or delete the file.`,
    }),
  ]);
}
