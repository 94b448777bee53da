import { stacksOf } from '@espalier/cloud';
import { Uncommitted } from '../git/index.ts';
import { checkProjectFile } from '../pulumi/index.ts';
import { lostData, printReport, Progress } from '../report/index.ts';
import { isoDay } from '../workspace/index.ts';
import { loadRenderable } from './load-renderable.ts';
import { planWithProgress } from './plan-with-progress.ts';
import { renderSteps, renderWithProgress } from './render-with-progress.ts';

/** The options of the command. */
export interface GenerateFlags {
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * Generates both layers of the whole workspace and loads the model once: the manifests of all clusters, the plans of
 * all stacks, the bootstrap of all accounts. Prints the changes and the next steps. Gives the exit code.
 *
 * @throws ProblemsError if the model is invalid, and then writes nothing; or if a stack cannot be planned
 */
export async function generate(workspace: string, { force, json }: GenerateFlags): Promise<0 | 1> {
  const started = performance.now();
  const today = isoDay();
  const [uncommitted, platform] = await Promise.all([Uncommitted.of(workspace), loadRenderable(workspace, today)]);
  checkProjectFile(workspace, platform.name);
  const stacks = stacksOf(platform).map(({ name }) => name);
  const request = { workspace, platform, prune: true, force, uncommitted };
  const toRender = { ...request, clusters: Object.keys(platform.clusters) };
  const progress = new Progress(json ? undefined : process.stderr, renderSteps(toRender) + stacks.length);
  const clusters = renderWithProgress(toRender, progress);
  // Before the plans are written: the old plans list the data of removed apps.
  const lostApps = clusters.flatMap((result) => lostData(workspace, platform, result, uncommitted));
  const written = { clusters, lostApps, ...(await planWithProgress({ ...request, stacks }, progress)) };
  progress.end();
  return printReport({ platform, written, started, today, json });
}
