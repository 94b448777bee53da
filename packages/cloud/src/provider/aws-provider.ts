import * as aws from '@pulumi/aws';
import type { ResolvedAccount } from '@espalier/model';

/** What a stack's resources are in, and what they are tagged with. */
export interface StackContext {
  readonly platform: string;
  /** Name of the stack. */
  readonly stack: string;
  readonly account: ResolvedAccount;
  readonly region: string;
  /** Name of the environment; left out for what is the account's. */
  readonly environment?: string;
}

const providerName = 'aws';

/** What a plan calls the provider of every stack. */
export const stackProviderId = `pulumi:providers:aws/${providerName}`;

/**
 * The one provider of a stack. It refuses to work in another account than the stack's, whatever credentials it finds,
 * and tags whatever can carry tags.
 */
export function awsProvider(context: StackContext): aws.Provider {
  const { account, region } = context;
  return new aws.Provider(providerName, {
    region,
    allowedAccountIds: [account.id],
    defaultTags: { tags: stackTags(context) },
  });
}

/** The tags of whatever a stack has; to be given to what others create for it, such as a launch template's instances. */
export function stackTags({ platform, stack, environment }: StackContext): Readonly<Record<string, string>> {
  return {
    platform,
    ...(environment !== undefined && { environment }),
    owner: 'platform',
    'managed-by': 'espalier',
    stack,
  };
}
