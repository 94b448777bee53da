import { execFileSync } from 'node:child_process';

/** More than any list of files or commit of definitions has. */
export const maxBuffer = 256 * 1024 * 1024;

/** What a Git command prints; `undefined` where it fails. */
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
