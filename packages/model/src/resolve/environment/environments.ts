import { checkEach, unknownReference, type Checked } from '../../problem/index.ts';
import type { ResolvedAccount, ResolvedEnvironment } from '../../resolved/index.ts';
import type { ValidDefinitions } from '../validate/index.ts';
import { checkAccounts, resolveAccounts } from './accounts.ts';
import { checkEnvironments } from './environment-rules.ts';
import { resolveEnvironment } from './environment.ts';

/** The accounts of a platform and the environments in them. */
export interface Environments {
  readonly accounts: Readonly<Record<string, ResolvedAccount>>;
  /** The account that holds the registry. */
  readonly registry: ResolvedAccount;
  readonly environments: Readonly<Record<string, ResolvedEnvironment>>;
}

/**
 * Fills the defaults of accounts and environments and checks them. The value is `undefined` if no account has the
 * registry.
 */
export function resolveEnvironments(valid: ValidDefinitions): Checked<Environments | undefined> {
  const { platform, clusters, definitions } = valid;
  const accounts = resolveAccounts(platform);
  const registry = Object.values(accounts).find((account) => account.role === 'registry');
  const environments = checkEach(valid.environments, (definition, name): Checked<ResolvedEnvironment | undefined> => {
    const account = accounts[definition.account];
    if (account !== undefined) {
      return { value: resolveEnvironment(name, definition, account, platform.domain), problems: [] };
    }
    const place = { file: definitions.environments[name]?.file ?? '', path: 'account' };
    const unknown = unknownReference('an account', definition.account, Object.keys(accounts), place);
    return { value: undefined, problems: [unknown] };
  });
  return {
    value: registry && { accounts, registry, environments: environments.value },
    problems: [
      ...checkAccounts(platform, definitions.platform.file),
      ...environments.problems,
      ...checkEnvironments({ platform, environments: environments.value, clusters, definitions }),
    ],
  };
}
