import { names, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';
import { AccessAnalyzer } from '../components/account/access-analyzer.ts';
import { guardStack } from '../protection/guard.ts';
import { Registry } from '../components/registry/registry.ts';
import { awsProvider } from '../provider/aws-provider.ts';

/**
 * Registers what is global to an account and not in the bootstrap: an analyzer of access from outside, and, in the
 * registry account, the image repositories. It has no outputs: other stacks use computed names.
 */
export function accountStack(platform: ResolvedPlatform, account: ResolvedAccount): Record<string, unknown> {
  const stack = names.accountStack(account.name);
  const provider = awsProvider({ platform: platform.name, stack, account, region: account.region });
  const options = { providers: { aws: provider } };
  const environments = Object.values(platform.environments).filter((each) => each.account.name === account.name);
  const accounts = Object.values(platform.accounts)
    .map(({ id }) => id)
    .sort();
  new AccessAnalyzer(
    'access-analyzer',
    {
      platform: platform.name,
      regions: [...new Set([account.region, ...environments.map(({ region }) => region)])].sort(),
      trustedAccounts: accounts,
    },
    options,
  );
  if (account.name === platform.registry.name) {
    const pulledFrom = accounts.filter((id) => id !== account.id);
    new Registry('registry', { platform: platform.name, account, apps: platform.apps, pulledFrom }, options);
    guardStack();
  }
  return {};
}
