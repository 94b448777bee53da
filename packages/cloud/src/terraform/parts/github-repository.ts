import { ProblemsError } from '@espalier/model';

/** A repository on GitHub. */
export interface GitHubRepository {
  readonly owner: string;
  readonly name: string;
}

/**
 * The repository with the workflows that CI roles trust.
 *
 * @param address from the platform: `https://github.com/acme/platform`, with or without `.git`
 * @throws ProblemsError ESP6301 if it is not on github.com
 */
export function gitHubRepository(address: string): GitHubRepository {
  const [, owner, name] = /^https:\/\/github\.com\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(address) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new ProblemsError([
    {
      code: 'ESP6301',
      file: 'apps/platform/platform.ts',
      path: 'repository',
      found: `The repository is ${address}, which is not on github.com.`,
      expected: "An address such as https://github.com/acme/platform: the roles of CI trust GitHub's tokens.",
      remedy: 'Host the repository on github.com, or write the bootstrap of the accounts by hand.',
    },
  ]);
}
