/**
 * Environments of the GitHub repository; a job in one can assume a role. GitHub protects environments by branch and
 * approval.
 */

/** Environment of jobs that preview an account's stacks; open to pull requests. */
export function planEnvironment(account: string): string {
  return `${account}-plan`;
}

/** Environment of jobs that change an account: the main branch only, after approval. */
export function applyEnvironment(account: string): string {
  return account;
}

/** Environment, of any repository of the platform's GitHub owner, of jobs that push images: protected branches and tags only. */
export const releaseEnvironment = 'release';
