import type { ExecutorContext } from '@nx/devkit';
import type { PulumiOptions } from './pulumi-options.ts';
import { runStack } from './run-stack.ts';

/** The `preview` target of a stack. */
export default function preview(options: PulumiOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runStack('preview', options, context);
}
