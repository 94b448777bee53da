import { stacksOf } from '@espalier/cloud';
import { Uncommitted } from '../git/index.ts';
import { checkProjectFile } from '../pulumi/index.ts';
import { printReport, Progress } from '../report/index.ts';
import { isoDay } from '../workspace/index.ts';
import { loadRenderable } from './load-renderable.ts';
import { planWithProgress } from './plan-with-progress.ts';

/** The options of the command. */
export interface PlanFlags {
  /** Stacks by name; empty means all. */
  readonly stacks: readonly string[];
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * Plans stacks of the workspace, writes the plans into the tree and prints the changes. Gives the exit code.
 *
 * @throws ProblemsError if the model is invalid, or a stack cannot be planned
 */
export async function plan(workspace: string, { stacks, force, json }: PlanFlags): Promise<0 | 1> {
  const started = performance.now();
  const today = isoDay();
  const [uncommitted, platform] = await Promise.all([Uncommitted.of(workspace), loadRenderable(workspace, today)]);
  checkProjectFile(workspace, platform.name);
  const names = stacks.length === 0 ? stacksOf(platform).map(({ name }) => name) : [...new Set(stacks)];
  const progress = new Progress(json ? undefined : process.stderr, names.length);
  const request = { workspace, platform, stacks: names, prune: stacks.length === 0, force, uncommitted };
  const written = { clusters: [], lostApps: [], ...(await planWithProgress(request, progress)) };
  progress.end();
  return printReport({ platform, written, started, today, json });
}
