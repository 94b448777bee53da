import type { ResolvedPlatform } from '@espalier/model';
import type { Uncommitted } from '../git/index.ts';
import type { FinishedTask } from './batch.ts';

/** What the tasks of one run share. */
export interface SharedModel {
  readonly platform: ResolvedPlatform;
  readonly uncommitted: Uncommitted;
  /** Calendar day, such as `2026-11-25`. */
  readonly today: string;
}

/** The model of a workspace, or all that is wrong with it as text: conflicts of a merge alone, where there are any. */
export async function sharedModel(workspace: string): Promise<SharedModel | string> {
  // Imported here, since Nx loads executors before it has set the process up for the conditions of a workspace.
  const [{ formatProblem, refusalsOf }, { loadPlatform }, { Uncommitted }, { unmergedDefinitions }, { isoDay }] =
    await Promise.all([
      import('@espalier/model'),
      import('@espalier/model/load'),
      import('../git/index.ts'),
      import('../merge/index.ts'),
      import('../workspace/index.ts'),
    ]);
  const [uncommitted, unmerged, { platform, problems }] = await Promise.all([
    Uncommitted.of(workspace),
    unmergedDefinitions(workspace),
    loadPlatform(workspace),
  ]);
  const today = isoDay();
  const broken = unmerged.length > 0 ? unmerged : problems;
  const refusals = platform === undefined || unmerged.length > 0 ? broken : refusalsOf(platform, today);
  if (platform !== undefined && refusals.length === 0) return { platform, uncommitted, today };
  return refusals.map(formatProblem).join('\n\n');
}

/** Every task fails where the model cannot be used; the first prints why. */
export function failedTasks(tasks: readonly string[], why: string): readonly FinishedTask[] {
  return tasks.map((task, index) => ({
    task,
    success: false,
    terminalOutput: `${index === 0 ? why : 'The model is broken, as printed above.'}\n`,
  }));
}
