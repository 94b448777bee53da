import type { ExecutorContext } from '@nx/devkit';
import { commands, type ReviewFlags } from '../../commands/index.ts';
import { reported } from '../reported.ts';

export type ReviewOptions = Partial<ReviewFlags>;

/** The `review` target of the platform. */
export default function review(options: ReviewOptions, { root }: ExecutorContext): Promise<{ success: boolean }> {
  return reported(async () => {
    const { review: run } = await commands.review();
    return run(root, { only: [], join: [], previews: [], ...options });
  });
}
