import type { ExecutorContext } from '@nx/devkit';
import { commands } from '../commands/index.ts';

interface ContractOptions {
  readonly cluster: string;
  /** @default false */
  readonly json?: boolean;
}

/** The `contract` target of a cluster. */
export default async function contract(
  { cluster, json = false }: ContractOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  // Imported here, since Nx loads executors before it has set the process up for the conditions of a workspace.
  const [{ ProblemsError }, { contract: check }] = await Promise.all([import('@espalier/model'), commands.contract()]);
  try {
    return { success: (await check(context.root, { clusters: [cluster], json })) === 0 };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return { success: false };
  }
}
