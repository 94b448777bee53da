import { resolveMerge as resolve, setupMerge as setup } from '../merge/index.ts';
import { generate } from './generate.ts';

/** Sets up this clone for conflicts in `clusters/`, and prints what it wrote. Gives the exit code. */
export function setupMerge(workspace: string): 0 {
  const written = setup(workspace);
  process.stdout.write(
    `${written.join('\n')}\n\nMerges and rebases in this clone resolve conflicts in clusters/ by rendering.\n`,
  );
  return 0;
}

/** Renders what a merge has left in conflict, and stages it. Gives the exit code. */
export function resolveMerge(workspace: string): Promise<number> {
  return resolve(workspace, () => generate(workspace, { force: false, json: false }));
}
