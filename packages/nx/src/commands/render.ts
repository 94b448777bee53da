import { Uncommitted } from '../git/index.ts';
import { lostData, printReport, Progress } from '../report/index.ts';
import { clusterByName, isoDay } from '../workspace/index.ts';
import { loadRenderable } from './load-renderable.ts';
import { renderSteps, renderWithProgress } from './render-with-progress.ts';

/** The options of the command. */
export interface RenderFlags {
  /** Clusters by name; empty means all. */
  readonly clusters: readonly string[];
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * Renders clusters of the workspace and prints their content, the changes and the next steps. Gives the exit code.
 *
 * @throws ProblemsError if the model is invalid or has no such cluster; then nothing is written
 */
export async function render(workspace: string, { clusters, force, json }: RenderFlags): Promise<0 | 1> {
  const started = performance.now();
  const today = isoDay();
  const [uncommitted, platform] = await Promise.all([Uncommitted.of(workspace), loadRenderable(workspace, today)]);
  for (const name of clusters) clusterByName(platform, name);
  const names = clusters.length === 0 ? Object.keys(platform.clusters) : clusters;
  const request = { workspace, platform, clusters: names, prune: clusters.length === 0, force, uncommitted };
  const progress = new Progress(json ? undefined : process.stderr, renderSteps(request));
  const results = renderWithProgress(request, progress);
  progress.end();
  const lostApps = results.flatMap((result) => lostData(workspace, platform, result, uncommitted));
  const written = { clusters: results, lostApps, plans: [], bootstrap: [] };
  return printReport({ platform, written, started, today, json });
}
