import { names, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';

/**
 * A Pulumi stack: resources that are created, changed and destroyed together, with their state in their own account.
 */
export interface Stack {
  /** `account-shared`, `environment-production`, `cluster-production`. */
  readonly name: string;
  readonly kind: 'account' | 'environment' | 'cluster';
  /** Name of the account, environment or cluster. */
  readonly of: string;
  readonly account: ResolvedAccount;
  /** AWS region of its resources. */
  readonly region: string;
  /** `PULUMI_BACKEND_URL`: the state bucket of its account. */
  readonly backendUrl: string;
  /** The argument of `pulumi stack init --secrets-provider`. */
  readonly secretsProvider: string;
  /** Stacks with outputs that it reads, which must be deployed first. */
  readonly reads: readonly string[];
}

/** Every stack of a platform, in the order of deployment. */
export function stacksOf(platform: ResolvedPlatform): readonly Stack[] {
  const stack = (
    kind: Stack['kind'],
    of: string,
    { name, account, region, reads }: { name: string; account: ResolvedAccount; region: string; reads: string[] },
  ): Stack => ({
    name,
    kind,
    of,
    account,
    region,
    // The state of all stacks of an account is in one bucket, in the account's region.
    backendUrl: names.backendUrl(names.stateBucketName(platform.name, account.id, account.region), account.region),
    secretsProvider: names.secretsProvider(names.stateKeyAlias(platform.name), account.region),
    reads,
  });
  return [
    ...Object.values(platform.accounts).map((account) =>
      stack('account', account.name, {
        name: names.accountStack(account.name),
        account,
        region: account.region,
        reads: [],
      }),
    ),
    ...Object.values(platform.environments).map(({ name, account, region }) =>
      stack('environment', name, { name: names.environmentStack(name), account, region, reads: [] }),
    ),
    ...Object.values(platform.clusters).map(({ name, environment }) =>
      stack('cluster', name, {
        name: names.clusterStack(name),
        account: environment.account,
        region: environment.region,
        reads: [names.environmentStack(environment.name)],
      }),
    ),
  ];
}
