import type { ExecutorContext } from '@nx/devkit';
import { commands } from '../../commands/index.ts';
import { reported } from '../reported.ts';

/** The `resolve-merge` target of the platform. */
export default function resolveMerge(_options: unknown, { root }: ExecutorContext): Promise<{ success: boolean }> {
  return reported(async () => (await commands.merge()).resolveMerge(root));
}
