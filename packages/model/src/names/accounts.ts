/** Names of what the bootstrap creates in every account before all other resources. */

/** Bucket with the Pulumi state of an account's stacks: `riven-state-222222222222-us-east-1`. */
export function stateBucketName(platform: string, accountId: string, region: string): string {
  return `${platform}-state-${accountId}-${region}`;
}

/** Alias of the key that encrypts state and stack secrets: `alias/riven-state`. */
export function stateKeyAlias(platform: string): string {
  return `alias/${platform}-state`;
}

/** Permissions boundary of every role that Pulumi may create: `riven-boundary`. */
export function boundaryName(platform: string): string {
  return `${platform}-boundary`;
}

/**
 * Roles of CI and of people: `plan` previews without changes, `apply` runs `pulumi up`, `image-push` pushes to ECR,
 * `operator` manages clusters and fills secrets, `viewer` reads.
 */
export const accountRoles = ['plan', 'apply', 'image-push', 'operator', 'viewer'] as const;

/** One of them. */
export type AccountRole = (typeof accountRoles)[number];

/** Name of such a role: `riven-apply`. */
export function accountRoleName(platform: string, role: AccountRole): string {
  return `${platform}-${role}`;
}
