import type { ExecutorContext } from '@nx/devkit';
import { commands, type Guide } from '../../commands/index.ts';

type Guides = Awaited<ReturnType<typeof commands.guides>>;

/** Options of a target that prints a guide to a cluster. */
export interface GuideOptions {
  readonly cluster: string;
  /** @default false */
  readonly json?: boolean;
}

/** Prints a guide; what is wrong goes to standard error. */
export function printGuide(
  which: Guide,
  { cluster, json = false }: GuideOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return print(({ guide }) => guide(which, context.root, { cluster, json }));
}

/** Prints the text of one of the guides; what is wrong goes to standard error. */
export async function print(text: (guides: Guides) => Promise<string>): Promise<{ success: boolean }> {
  // Imported here, since Nx loads executors before it has set the process up for the conditions of a workspace.
  const [{ ProblemsError }, guides] = await Promise.all([import('@espalier/model'), commands.guides()]);
  try {
    process.stdout.write(`${await text(guides)}\n`);
    return { success: true };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return { success: false };
  }
}
