import { itemNamed, type ResolvedAccount, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';

/**
 * A cluster of the platform.
 *
 * @throws ProblemsError ESP5003 if there is none with that name
 */
export function clusterByName({ clusters }: ResolvedPlatform, name: string): ResolvedCluster {
  return itemNamed(clusters, name, { code: 'ESP5003', file: 'apps/platform/clusters', path: '', noun: 'cluster' });
}

/**
 * An account of the platform.
 *
 * @throws ProblemsError ESP5021 if there is none with that name
 */
export function accountByName({ accounts }: ResolvedPlatform, name: string): ResolvedAccount {
  return itemNamed(accounts, name, {
    code: 'ESP5021',
    file: 'apps/platform/platform.ts',
    path: 'accounts',
    noun: 'account',
  });
}
