import type { FinishedTask } from '../batch.ts';
import { failedTasks, sharedModel } from '../shared-model.ts';
import type { RenderOptions } from './render-options.ts';

/**
 * Renders for each task the cluster it names, or prunes where it names none. A broken model fails every task with all
 * that is wrong; a problem in one cluster fails that one alone.
 */
export async function* renderTasks(
  workspace: string,
  tasks: Readonly<Record<string, RenderOptions>>,
): AsyncGenerator<FinishedTask> {
  const model = await sharedModel(workspace);
  if (typeof model === 'string') {
    yield* failedTasks(Object.keys(tasks), model);
    return;
  }
  const { platform, uncommitted, today } = model;
  const [{ warningsOf, formatProblem }, { renderClusters }, report] = await Promise.all([
    import('@espalier/model'),
    import('../../render/index.ts'),
    import('../../report/index.ts'),
  ]);
  const { formatGoneStack, formatLostData, goneStacks, lostData, summarize } = report;
  let warned = false;
  for (const [task, { cluster, force = false }] of Object.entries(tasks)) {
    const clusters = cluster === undefined ? [] : [cluster];
    const request = { workspace, platform, clusters, prune: cluster === undefined, force, uncommitted };
    const results = [...renderClusters(request)];
    const summary = results.map(summarize).join('\n') || 'No cluster is gone from the model.';
    const data = results.flatMap((result) => lostData(workspace, platform, result, uncommitted)).map(formatLostData);
    const stacks = goneStacks(platform, { clusters: results, plans: [] }).map(formatGoneStack);
    const refused = results.flatMap((result) => result.refused).map(formatProblem);
    // Warnings are about the platform, so the first task says them for all.
    const warnings = warned ? [] : warningsOf(platform, today).map(formatProblem);
    warned = true;
    yield {
      task,
      success: results.every((result) => result.problems.length === 0),
      terminalOutput: `${[summary, ...data, ...stacks, ...refused, ...warnings].join('\n\n')}\n`,
    };
  }
}
