import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { batchResults, onlyTask, overridden, type BatchResult } from '../batch.ts';
import type { RenderOptions } from './render-options.ts';
import { renderTasks } from './render-tasks.ts';

/** Renders one cluster, for a run that Nx does not batch. */
export default function render(options: RenderOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return onlyTask(renderTasks(context.root, { render: options }));
}

/** Renders the clusters of all tasks in one process: the model is loaded once, and what clusters share is built once. */
export function renderBatch(
  _graph: TaskGraph,
  inputs: Readonly<Record<string, RenderOptions>>,
  overrides: RenderOptions,
  context: ExecutorContext,
): AsyncGenerator<BatchResult> {
  return batchResults(renderTasks(context.root, overridden(inputs, overrides)));
}
