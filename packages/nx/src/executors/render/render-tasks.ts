import type { FinishedTask } from '../batch.ts';
import type { RenderOptions } from './render-options.ts';

/**
 * Renders for each task the cluster it names, or prunes where it names none. A broken model fails every task with all
 * that is wrong; a problem in one cluster fails that one alone.
 */
export async function* renderTasks(
  workspace: string,
  tasks: Readonly<Record<string, RenderOptions>>,
): AsyncGenerator<FinishedTask> {
  // Imported here, since Nx loads executors before it has set the process up for the conditions of a workspace.
  const [
    { refusalsOf, warningsOf, formatProblem },
    { loadPlatform },
    { renderClusters },
    { formatGoneStack, formatLostData, goneStacks, lostData, summarize },
    { Uncommitted },
    { unmergedDefinitions },
    { isoDay },
  ] = await Promise.all([
    import('@espalier/model'),
    import('@espalier/model/load'),
    import('../../render/index.ts'),
    import('../../report/index.ts'),
    import('../../git/index.ts'),
    import('../../merge/index.ts'),
    import('../../workspace/index.ts'),
  ]);
  const [uncommitted, unmerged, { platform, problems }] = await Promise.all([
    Uncommitted.of(workspace),
    unmergedDefinitions(workspace),
    loadPlatform(workspace),
  ]);
  const today = isoDay();
  const broken = unmerged.length > 0 ? unmerged : problems;
  const refusals = platform === undefined || unmerged.length > 0 ? broken : refusalsOf(platform, today);
  let printed = false;
  let warned = false;
  for (const [task, { cluster, force = false }] of Object.entries(tasks)) {
    if (platform === undefined || refusals.length > 0) {
      const text = printed ? 'The model is broken, as printed above.' : refusals.map(formatProblem).join('\n\n');
      printed = true;
      yield { task, success: false, terminalOutput: `${text}\n` };
      continue;
    }
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
