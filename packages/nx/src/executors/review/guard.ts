import type { ExecutorContext } from '@nx/devkit';
import { commands, type GuardFlags } from '../../commands/index.ts';
import { reported } from '../reported.ts';

/** The `guard` target of the platform. */
export default function guard(options: Partial<GuardFlags>, { root }: ExecutorContext): Promise<{ success: boolean }> {
  return reported(async () => {
    const { guard: run } = await commands.guard();
    return run(root, { json: false, ...options });
  });
}
