import type { ExecutorContext } from '@nx/devkit';
import type { PassedOnOptions } from './pulumi.ts';
import { reported } from '../reported.ts';

/** The `import-resource` target of a stack. */
export default function importIntoStack(
  { stack, passedOn = [] }: PassedOnOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return reported(async () => {
    const { importResource } = await import('../../pulumi/index.ts');
    return importResource(context.root, stack, passedOn);
  });
}
