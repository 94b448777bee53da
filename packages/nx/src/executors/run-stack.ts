import type { ExecutorContext } from '@nx/devkit';
import type { PulumiOptions } from './pulumi-options.ts';

/** Runs Pulumi's command line for a stack; what is wrong goes to standard error. */
export async function runStack(
  command: 'preview' | 'up',
  { stack, yes = false, diff = false }: PulumiOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  // Imported here, since Nx loads executors before it has set the process up for the conditions of a workspace.
  const [{ ProblemsError }, { runPulumi }] = await Promise.all([
    import('@espalier/model'),
    import('../pulumi/run-pulumi.ts'),
  ]);
  try {
    const more = [...(yes && command === 'up' ? ['--yes'] : []), ...(diff ? ['--diff'] : [])];
    return { success: (await runPulumi(context.root, { command, stack, arguments: more })) === 0 };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return { success: false };
  }
}
