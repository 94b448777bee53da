import type { ExecutorContext } from '@nx/devkit';
import { reported } from '../reported.ts';

/** The `recover` target of a stack. */
export default function recoverStack(
  { stack }: { readonly stack: string },
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return reported(async () => {
    const { recover } = await import('../../pulumi/index.ts');
    return recover(context.root, stack);
  });
}
