import type { WrittenPlan } from '../plan/written-plan.ts';
import { isoDay } from '../commands/iso-day.ts';
import type { FinishedTask } from './batch.ts';
import type { PlanOptions } from './plan-options.ts';

/**
 * Plans for each task the stack it names; where it names none, prunes, and writes the bootstrap of the accounts. A broken model fails every task with all that
 * is wrong; a problem in one stack fails that one alone.
 */
export async function* planTasks(
  workspace: string,
  tasks: Readonly<Record<string, PlanOptions>>,
): AsyncGenerator<FinishedTask> {
  // Imported here, since Nx loads executors before it has set the process up for the conditions of a workspace.
  const [
    { refusalsOf, formatProblem, ProblemsError },
    { loadPlatform },
    { writePlans },
    { writeBootstrap },
    summary,
    gone,
    { Uncommitted },
  ] = await Promise.all([
    import('@espalier/model'),
    import('@espalier/model/load'),
    import('../plan/write-plans.ts'),
    import('../plan/write-bootstrap.ts'),
    import('../plan/summary.ts'),
    import('../report/gone-stacks.ts'),
    import('../git/index.ts'),
  ]);
  const [uncommitted, { platform, problems }] = await Promise.all([Uncommitted.of(workspace), loadPlatform(workspace)]);
  const today = isoDay();
  const refusals = platform === undefined ? problems : refusalsOf(platform, today);
  let isTold = false;
  for (const [task, { stack, force = false }] of Object.entries(tasks)) {
    if (platform === undefined || refusals.length > 0) {
      const text = isTold ? 'The model is broken, as told above.' : refusals.map(formatProblem).join('\n\n');
      isTold = true;
      yield { task, success: false, terminalOutput: `${text}\n` };
      continue;
    }
    try {
      const stacks = stack === undefined ? [] : [stack];
      const plans: WrittenPlan[] = [];
      const request = { workspace, platform, stacks, prune: stack === undefined, force, uncommitted };
      for await (const plan of writePlans(request)) plans.push(plan);
      const bootstrap = stack === undefined ? [writeBootstrap(workspace, platform, force)] : [];
      const told = [
        ...plans.map(summary.summarizePlan),
        ...gone.goneStacks(platform, { clusters: [], plans }).map(gone.formatGoneStack),
        ...bootstrap.map(summary.summarizeBootstrap),
      ];
      yield {
        task,
        success: [...plans.map(({ written }) => written), ...bootstrap].every(({ problems }) => problems.length === 0),
        terminalOutput: `${told.join('\n')}\n`,
      };
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      yield { task, success: false, terminalOutput: `${error.message}\n` };
    }
  }
}
