import type { ExecutorContext } from '@nx/devkit';
import type { PulumiOptions } from './pulumi-options.ts';

/** Runs Pulumi's command line for a stack; what is wrong goes to standard error. */
export function runStack(
  command: 'preview' | 'up',
  { stack, yes = false, diff = false }: PulumiOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return reported(async () => {
    const { runPulumi } = await import('../../pulumi/index.ts');
    const more = [...(yes && command === 'up' ? ['--yes'] : []), ...(diff ? ['--diff'] : [])];
    return runPulumi(context.root, { command, stack, arguments: more });
  });
}

/**
 * Whether something ended with exit code 0; problems go to standard error.
 *
 * @param run imports what it runs: Nx loads executors before it has set the process up for the conditions of a workspace
 */
export async function reported(run: () => Promise<number>): Promise<{ success: boolean }> {
  const { ProblemsError } = await import('@espalier/model');
  try {
    return { success: (await run()) === 0 };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return { success: false };
  }
}
