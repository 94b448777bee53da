import { execFileSync } from 'node:child_process';

/** Larger than any list of files or commit of definitions. */
export const maxBuffer = 256 * 1024 * 1024;

/** The output of a Git command; `undefined` if it fails. */
export function git(
  workspace: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  input = '',
): string | undefined {
  try {
    return execFileSync('git', args, {
      cwd: workspace,
      encoding: 'utf8',
      env,
      input,
      maxBuffer,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}
