/** How one task of a batch ended. */
export interface FinishedTask {
  readonly task: string;
  readonly success: boolean;
  readonly terminalOutput: string;
}

/** A task's result as Nx takes it from a batch executor. */
export interface BatchResult {
  readonly task: string;
  readonly result: {
    readonly success: boolean;
    readonly terminalOutput: string;
    readonly startTime: number;
    readonly endTime: number;
  };
}

/** Options by task, with what the command line overrides in each. */
export function overridden<Options>(
  inputs: Readonly<Record<string, Options>>,
  overrides: Partial<Options>,
): Readonly<Record<string, Options>> {
  return Object.fromEntries(
    Object.entries(inputs).map(([task, options]) => [task, { ...options, ...overrides }] as const),
  );
}

/** Finished tasks as results with their times, each from the end of the one before. */
export async function* batchResults(tasks: AsyncIterable<FinishedTask>): AsyncGenerator<BatchResult> {
  let startTime = Date.now();
  for await (const { task, success, terminalOutput } of tasks) {
    yield { task, result: { success, terminalOutput, startTime, endTime: Date.now() } };
    startTime = Date.now();
  }
}

/** The one task of a run that Nx does not batch. */
export async function onlyTask(tasks: AsyncIterable<FinishedTask>): Promise<{ success: boolean }> {
  for await (const { success, terminalOutput } of tasks) {
    process.stdout.write(terminalOutput);
    return { success };
  }
  return { success: false };
}
