import type { ExecutorContext } from '@nx/devkit';
import type * as Guides from '../guide/guides.ts';

/** Options of a target that tells something about a cluster. */
export interface GuideOptions {
  readonly cluster: string;
  /** @default false */
  readonly json?: boolean;
}

/** Prints a guide; what is wrong goes to standard error. */
export function printGuide(
  which: Guides.Guide,
  { cluster, json = false }: GuideOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return print(({ guide }) => guide(which, context.root, { cluster, json }));
}

/** Prints what one of the guides tells; what is wrong goes to standard error. */
export async function print(text: (guides: typeof Guides) => Promise<string>): Promise<{ success: boolean }> {
  // Imported here, since Nx loads executors before it has set the process up for the conditions of a workspace.
  const [{ ProblemsError }, guides] = await Promise.all([import('@espalier/model'), import('../guide/guides.ts')]);
  try {
    process.stdout.write(`${await text(guides)}\n`);
    return { success: true };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return { success: false };
  }
}
