import { formatProblem, ProblemsError } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { getStack, RunError } from '@pulumi/pulumi';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadOwnPrograms } from '../own-programs/index.ts';
import { stackProgram } from './stack-program.ts';

/**
 * Registers the resources of the selected Pulumi stack: the whole program of `apps/cloud`.
 *
 * @param directory absolute path inside the workspace; the root is the folder with `nx.json`
 * @returns outputs of the stack
 * @throws RunError with every problem of the model, which Pulumi prints without a stack trace
 */
export async function run(directory: string): Promise<Record<string, unknown>> {
  const workspace = workspaceAround(directory);
  try {
    const { platform, problems } = await loadPlatform(workspace);
    if (platform === undefined) throw new ProblemsError(problems);
    return await stackProgram(platform, getStack(), await loadOwnPrograms(workspace, platform))();
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    throw new RunError(`\n${error.problems.map(formatProblem).join('\n\n')}`);
  }
}

function workspaceAround(directory: string): string {
  if (existsSync(join(directory, 'nx.json'))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new RunError('There is no nx.json in any folder above the program.');
  return workspaceAround(parent);
}
