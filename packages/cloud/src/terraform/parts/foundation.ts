import { names, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';
import { gitHubRepository, type GitHubRepository } from './github-repository.ts';

/** The input of an account's bootstrap: computed names and addresses. */
export interface Foundation {
  readonly platform: string;
  readonly account: ResolvedAccount;
  /** Regions with resources of the platform in this account, sorted. */
  readonly regions: readonly string[];
  /** Region of the registry, from which images are pulled. */
  readonly registryRegion: string;
  readonly repository: GitHubRepository;
  readonly stateBucket: string;
  readonly boundaryArn: string;
}

/**
 * @throws ProblemsError ESP6301 if the platform's repository is not on github.com
 */
export function foundationOf(platform: ResolvedPlatform, account: ResolvedAccount): Foundation {
  const environments = Object.values(platform.environments).filter((one) => one.account.name === account.name);
  return {
    platform: platform.name,
    account,
    regions: [...new Set([account.region, ...environments.map(({ region }) => region)])].sort(),
    registryRegion: platform.registry.region,
    repository: gitHubRepository(platform.repository),
    stateBucket: names.stateBucketName(platform.name, account.id, account.region),
    boundaryArn: names.policyArn(account.id, names.boundaryName(platform.name)),
  };
}

/** ARN of one of the account's roles for CI and people. */
export function accountRoleArn({ platform, account }: Foundation, role: names.AccountRole): string {
  return names.roleArn(account.id, names.accountRoleName(platform, role));
}

/** Path of the stacks' Pulumi state in the bucket. */
export const pulumiPrefix = '.pulumi/';

/** Path of the bootstrap's Terraform state in the bucket. */
export const bootstrapStateKey = 'bootstrap/terraform.tfstate';

/** ARN of the key of state and stack secrets, which only AWS knows. */
export const stateKeyArn = '${aws_kms_key.state.arn}';
