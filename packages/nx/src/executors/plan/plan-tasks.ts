import type { WrittenPlan } from '../../report/index.ts';
import type { FinishedTask } from '../batch.ts';
import { failedTasks, sharedModel } from '../shared-model.ts';
import type { PlanOptions } from './plan-options.ts';

/**
 * Plans for each task the stack it names; where it names none, prunes, and writes the bootstrap of the accounts. A broken model fails every task with all that
 * is wrong; a problem in one stack fails that one alone.
 */
export async function* planTasks(
  workspace: string,
  tasks: Readonly<Record<string, PlanOptions>>,
): AsyncGenerator<FinishedTask> {
  const model = await sharedModel(workspace);
  if (typeof model === 'string') {
    yield* failedTasks(Object.keys(tasks), model);
    return;
  }
  const { platform, uncommitted } = model;
  const [{ ProblemsError }, { writeBootstrap, writePlans }, report] = await Promise.all([
    import('@espalier/model'),
    import('../../plan/index.ts'),
    import('../../report/index.ts'),
  ]);
  const { formatGoneStack, goneStacks, summarizeBootstrap, summarizePlan } = report;
  for (const [task, { stack, force = false }] of Object.entries(tasks)) {
    try {
      const stacks = stack === undefined ? [] : [stack];
      const plans: WrittenPlan[] = [];
      const request = { workspace, platform, stacks, prune: stack === undefined, force, uncommitted };
      for await (const plan of writePlans(request)) plans.push(plan);
      const bootstrap = stack === undefined ? [writeBootstrap(workspace, platform, force)] : [];
      const printed = [
        ...plans.map(summarizePlan),
        ...goneStacks(platform, { clusters: [], plans }).map(formatGoneStack),
        ...bootstrap.map(summarizeBootstrap),
      ];
      yield {
        task,
        success: [...plans.map(({ written }) => written), ...bootstrap].every(({ problems }) => problems.length === 0),
        terminalOutput: `${printed.join('\n')}\n`,
      };
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      yield { task, success: false, terminalOutput: `${error.message}\n` };
    }
  }
}
