/**
 * Environments of the GitHub repository, in whose name a job asks for a role. GitHub guards what is in their name:
 * which branches, after whose approval.
 */

/** Environment of jobs that preview an account's stacks; pull requests may be in it. */
export function planEnvironment(account: string): string {
  return `${account}-plan`;
}

/** Environment of jobs that change an account: the main branch only, after approval. */
export function applyEnvironment(account: string): string {
  return account;
}

/** Environment, of any repository of the platform's GitHub owner, of jobs that push images: protected branches and tags only. */
export const releaseEnvironment = 'release';
