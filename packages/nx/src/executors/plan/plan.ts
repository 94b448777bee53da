import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { batchResults, onlyTask, overridden, type BatchResult } from '../batch.ts';
import type { PlanOptions } from './plan-options.ts';
import { planTasks } from './plan-tasks.ts';

/** Plans one stack, for a run that Nx does not batch. */
export default function plan(options: PlanOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return onlyTask(planTasks(context.root, { plan: options }));
}

/** Plans the stacks of all tasks in one process: the model and Pulumi's SDK are loaded once. */
export function planBatch(
  _graph: TaskGraph,
  inputs: Readonly<Record<string, PlanOptions>>,
  overrides: PlanOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  return batchResults(planTasks(context.root, overridden(inputs, overrides)));
}
