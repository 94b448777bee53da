import * as aws from '@pulumi/aws';
import type { Output, Resource } from '@pulumi/pulumi';
import { accountPrincipals, policyDocument, type ResourceStatement } from './policy-document.ts';

/** A key that outlives its stack: without it everything that it encrypted is lost. */
export interface LastingKey {
  readonly description: string;
  /** `alias/…` */
  readonly alias: string;
  readonly accountId: string;
  /** For services that use it by themselves; whoever calls a service is let in by policies of the account. */
  readonly statements: readonly ResourceStatement[];
}

/** Creates such a key, which AWS rotates, and its alias. Gives the key's ARN. */
export function lastingKey(
  name: string,
  { description, alias, accountId, statements }: LastingKey,
  parent: Resource,
): Output<string> {
  const key = new aws.kms.Key(
    name,
    {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument([
        {
          Sid: 'PoliciesOfTheAccountDecide',
          Effect: 'Allow',
          Principal: accountPrincipals([accountId]),
          Action: 'kms:*',
          Resource: '*',
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
): ResourceStatement {
  return {
    Sid: 'LogGroups',
    Effect: 'Allow',
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    Resource: '*',
    Condition: {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${accountId}:log-group:${logGroup}` },
    },
  };
}
