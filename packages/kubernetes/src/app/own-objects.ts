import { ProblemsError, type KubernetesObject, type ResolvedApp } from '@espalier/model';
import type { Chart } from 'cdk8s';
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
    return plainObjects(chart);
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
