import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import type { RenderOptions } from './render-options.ts';
import { renderTasks } from './render-tasks.ts';

/** Renders one cluster, for a run that Nx does not batch. */
export default async function render(options: RenderOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  for await (const { success, terminalOutput } of renderTasks(context.root, { render: options })) {
    process.stdout.write(terminalOutput);
    return { success };
  }
  return { success: false };
}

/** Renders the clusters of all tasks in one process: the model is loaded once, and what clusters share is built once. */
export async function* renderBatch(
  _graph: TaskGraph,
  inputs: Readonly<Record<string, RenderOptions>>,
  overrides: RenderOptions,
  context: ExecutorContext,
): AsyncGenerator<{
  task: string;
  result: { success: boolean; terminalOutput: string; startTime: number; endTime: number };
}> {
  const tasks = Object.fromEntries(
    Object.entries(inputs).map(([task, options]) => [task, { ...options, ...overrides }]),
  );
  let startTime = Date.now();
  for await (const { task, success, terminalOutput } of renderTasks(context.root, tasks)) {
    yield { task, result: { success, terminalOutput, startTime, endTime: Date.now() } };
    startTime = Date.now();
  }
}
