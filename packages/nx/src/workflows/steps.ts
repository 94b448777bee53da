import { actions } from './actions.ts';
import type { Value } from './yaml.ts';

export type Step = { readonly [key: string]: Value };

const defaultRunner = 'ubuntu-24.04';

/** The platform's own runners where the repository has the variable `ESPALIER_RUNNER`. */
export const trustedRunner = `\${{ vars.ESPALIER_RUNNER || '${defaultRunner}' }}`;

/**
 * Runners for the stacks of an account, where the repository has the variable. The endpoints of a VPC let its runners use
 * the roles and buckets of their own account, and of the registry's alone.
 */
export function accountRunner(account: string): string {
  return `\${{ vars.ESPALIER_RUNNER_${account.toUpperCase().replaceAll('-', '_')} || '${defaultRunner}' }}`;
}

/** The same as {@link trustedRunner}, but code of a fork runs on GitHub's machines, outside of the platform's network. */
export const pullRequestRunner =
  '${{ (github.event.pull_request.head.repo.full_name || github.repository) != github.repository' +
  ` && '${defaultRunner}' || vars.ESPALIER_RUNNER || '${defaultRunner}' }}`;

/**
 * Nx's remote cache, for code that is not trusted: with a token that can only read and is no secret, and for a fork
 * none at all. Nx takes an empty address for none.
 */
export const readOnlyRemoteCache = {
  NX_SELF_HOSTED_REMOTE_CACHE_SERVER: ofThisRepository('vars.ESPALIER_NX_CACHE_SERVER'),
  NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: ofThisRepository('vars.ESPALIER_NX_CACHE_READ_TOKEN'),
} as const;

function ofThisRepository(variable: string): string {
  return `\${{ (github.event.pull_request.head.repo.full_name || github.repository) == github.repository && ${variable} || '' }}`;
}

/** Nx compares commits, so it needs the history. No credentials stay on disk for the code that runs next. */
export const checkout: Step = {
  uses: actions.checkout,
  with: { 'fetch-depth': 0, 'persist-credentials': false },
};

/** @param cache `npm` where the job may restore what other jobs have saved; never next to credentials */
export function setupNode(cache?: 'npm'): Step {
  return {
    uses: actions.setupNode,
    with: { 'node-version': 24, ...(cache === undefined ? { 'package-manager-cache': false } : { cache }) },
  };
}

export const install: Step = { name: 'Install', id: 'install', run: 'npm ci' };

/** A step that a shell runs; `bash` with `pipefail`, which GitHub's default for `run` is not. */
export function run(name: string, script: string, more: Step = {}): Step {
  return { name, ...more, shell: 'bash', run: script.trim() + '\n' };
}
