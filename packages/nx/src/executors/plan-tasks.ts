import type { WrittenPlan } from '../plan/write-plans.ts';
import type { FinishedTask } from './batch.ts';
import type { PlanOptions } from './plan-options.ts';

/**
 * Plans for each task the stack it names, or prunes where it names none. A broken model fails every task with all that
 * is wrong; a problem in one stack fails that one alone.
 */
export async function* planTasks(
  workspace: string,
  tasks: Readonly<Record<string, PlanOptions>>,
): AsyncGenerator<FinishedTask> {
  // Imported here, since Nx loads executors before it has set the process up for the conditions of a workspace.
  const [{ formatProblem, ProblemsError }, { loadPlatform }, { writePlans }, { summarizePlan }] = await Promise.all([
    import('@espalier/model'),
    import('@espalier/model/load'),
    import('../plan/write-plans.ts'),
    import('../plan/summary.ts'),
  ]);
  const { platform, problems } = await loadPlatform(workspace);
  let told = false;
  for (const [task, { stack, force = false }] of Object.entries(tasks)) {
    if (platform === undefined) {
      const text = told ? 'The model is broken, as told above.' : problems.map(formatProblem).join('\n\n');
      told = true;
      yield { task, success: false, terminalOutput: `${text}\n` };
      continue;
    }
    try {
      const stacks = stack === undefined ? [] : [stack];
      const plans: WrittenPlan[] = [];
      const request = { workspace, platform, stacks, prune: stack === undefined, force };
      for await (const plan of writePlans(request)) plans.push(plan);
      yield {
        task,
        success: plans.every(({ written }) => written.problems.length === 0),
        terminalOutput: `${plans.map(summarizePlan).join('\n') || 'No stack is gone from the model.'}\n`,
      };
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      yield { task, success: false, terminalOutput: `${error.message}\n` };
    }
  }
}
