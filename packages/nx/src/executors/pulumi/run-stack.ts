import type { ExecutorContext } from '@nx/devkit';
import { reported } from '../reported.ts';
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
