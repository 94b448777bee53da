import { didYouMean, listOf, ProblemsError, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';

/**
 * An account of the platform.
 *
 * @throws ProblemsError ESP5021 where there is none of that name
 */
export function accountByName(platform: ResolvedPlatform, name: string): ResolvedAccount {
  const account = platform.accounts[name];
  if (account !== undefined) return account;
  const known = Object.keys(platform.accounts);
  throw new ProblemsError([
    {
      code: 'ESP5021',
      file: 'apps/platform/platform.ts',
      path: 'accounts',
      found: `'${name}' is not an account of this platform.${didYouMean(name, known)}`,
      expected: `Accounts: ${listOf(known)}.`,
      remedy: 'Name one of these.',
    },
  ]);
}
