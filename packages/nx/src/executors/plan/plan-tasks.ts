import type { WrittenPlan } from '../../report/index.ts';
import type { FinishedTask } from '../batch.ts';
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
    { writeBootstrap, writePlans },
    { formatGoneStack, goneStacks, summarizeBootstrap, summarizePlan },
    { Uncommitted },
    { unmergedDefinitions },
    { isoDay },
  ] = await Promise.all([
    import('@espalier/model'),
    import('@espalier/model/load'),
    import('../../plan/index.ts'),
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
  let isPrinted = false;
  for (const [task, { stack, force = false }] of Object.entries(tasks)) {
    if (platform === undefined || refusals.length > 0) {
      const text = isPrinted ? 'The model is broken, as printed above.' : refusals.map(formatProblem).join('\n\n');
      isPrinted = true;
      yield { task, success: false, terminalOutput: `${text}\n` };
      continue;
    }
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
