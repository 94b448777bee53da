import * as aws from '@pulumi/aws';
import type { ResolvedAccount } from '@espalier/model';

/** The account, region and tags of a stack's resources. */
export interface StackContext {
  readonly platform: string;
  /** Name of the stack. */
  readonly stack: string;
  readonly account: ResolvedAccount;
  readonly region: string;
  /** Name of the environment; omitted for resources of an account. */
  readonly environment?: string;
}

const providerName = 'aws';

/** The id of every stack's provider in a plan. */
export const stackProviderId = `pulumi:providers:aws/${providerName}`;

/**
 * The only provider of a stack. With any credentials, it refuses to work in an account other than the stack's. It tags
 * every resource that supports tags.
 */
export function awsProvider(context: StackContext): aws.Provider {
  const { account, region } = context;
  return new aws.Provider(providerName, {
    region,
    allowedAccountIds: [account.id],
    defaultTags: { tags: stackTags(context) },
  });
}

/**
 * The tags of a stack's resources, also for resources that AWS creates from them, such as a launch template's
 * instances.
 */
export function stackTags({ platform, stack, environment }: StackContext): Readonly<Record<string, string>> {
  return {
    platform,
    ...(environment !== undefined && { environment }),
    owner: 'platform',
    'managed-by': 'espalier',
    stack,
  };
}
