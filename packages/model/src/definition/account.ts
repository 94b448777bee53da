/** An AWS account. */
export interface AccountDefinition {
  /** The twelve digits of the account. */
  readonly id: string;
  /** `registry`: holds the ECR repositories that every other account pulls from. @default 'workload' */
  readonly role?: 'registry' | 'workload' | undefined;
  /** Region of what is global to the account: state bucket, registry. @default 'us-east-1' */
  readonly region?: string | undefined;
}

/** Declares an account, for `accounts` of the platform. */
export function defineAccount(account: AccountDefinition): AccountDefinition {
  return account;
}
