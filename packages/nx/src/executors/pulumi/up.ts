import type { ExecutorContext } from '@nx/devkit';
import type { PulumiOptions } from './pulumi-options.ts';
import { runStack } from './run-stack.ts';

/** The `up` target of a stack. */
export default function up(options: PulumiOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return runStack('up', options, context);
}
