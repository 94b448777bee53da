import { itemNamed, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';

/**
 * An account of the platform.
 *
 * @throws ProblemsError ESP5021 where there is none of that name
 */
export function accountByName({ accounts }: ResolvedPlatform, name: string): ResolvedAccount {
  return itemNamed(accounts, name, {
    code: 'ESP5021',
    file: 'apps/platform/platform.ts',
    path: 'accounts',
    noun: 'account',
  });
}
