import type { ExecutorContext } from '@nx/devkit';
import { reported } from '../reported.ts';

/** Options of a target that takes arguments. */
export interface PassedOnOptions {
  readonly stack: string;
  /** Everything after `--`. @default [] */
  readonly passedOn?: readonly string[];
}

/** The `pulumi` target of a stack. */
export default function pulumi(
  { stack, passedOn = [] }: PassedOnOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return reported(async () => {
    const { runPulumi } = await import('../../pulumi/index.ts');
    return runPulumi(context.root, { command: 'pulumi', stack, arguments: passedOn });
  });
}
