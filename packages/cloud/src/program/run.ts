import { formatProblem, ProblemsError } from '@espalier/model';
import { loadPlatform } from '@espalier/model/load';
import { getStack, RunError } from '@pulumi/pulumi';
import { loadOwnPrograms } from './own-programs.ts';
import { stackProgram } from './stack-program.ts';

/**
 * Registers the resources of the stack that Pulumi is asked about: the whole program of `apps/cloud`.
 *
 * @param workspace absolute path of the workspace
 * @returns outputs of the stack
 * @throws RunError with every problem of the model, which Pulumi prints without a stack trace
 */
export async function run(workspace: string): Promise<Record<string, unknown>> {
  try {
    const { platform, problems } = await loadPlatform(workspace);
    if (platform === undefined) throw new ProblemsError(problems);
    return await stackProgram(platform, getStack(), await loadOwnPrograms(workspace, platform))();
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    throw new RunError(`\n${error.problems.map(formatProblem).join('\n\n')}`);
  }
}
