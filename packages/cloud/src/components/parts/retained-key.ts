import * as aws from '@pulumi/aws';
import type { PolicyStatement } from '@espalier/model';
import type { Input, Output, Resource } from '@pulumi/pulumi';
import { accountPrincipals, policyText } from './policy-text.ts';

/** A key that outlives its stack: without it everything that it encrypted is lost. */
export interface RetainedKey {
  readonly description: string;
  /** `alias/…` */
  readonly alias: string;
  readonly accountId: string;
  /** For services that use it by themselves; callers of a service are allowed by policies of the account. */
  readonly statements: readonly PolicyStatement<Input<string>>[];
}

/** Creates such a key, which AWS rotates, and its alias. Gives the key's ARN. */
export function retainedKey(
  name: string,
  { description, alias, accountId, statements }: RetainedKey,
  parent: Resource,
): Output<string> {
  const key = new aws.kms.Key(
    name,
    {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyText([
        {
          sid: 'PoliciesOfTheAccountDecide',
          principals: accountPrincipals([accountId]),
          actions: 'kms:*',
          resources: '*',
        },
        ...statements,
      ]),
    },
    { parent, protect: true, retainOnDelete: true },
  );
  new aws.kms.Alias(name, { name: alias, targetKeyId: key.id }, { parent });
  return key.arn;
}

/**
 * Lets CloudWatch Logs encrypt log groups with a key.
 *
 * @param logGroup name of the log group, or a pattern of names
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logsStatement(
  { region, accountId }: { readonly region: string; readonly accountId: string },
  logGroup: string,
): PolicyStatement {
  return {
    sid: 'LogGroups',
    principals: { Service: `logs.${region}.amazonaws.com` },
    actions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    resources: '*',
    conditions: {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${accountId}:log-group:${logGroup}` },
    },
  };
}
