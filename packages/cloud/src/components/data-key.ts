import * as aws from '@pulumi/aws';
import { names, type ResolvedEnvironment } from '@espalier/model';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { accountPrincipals, policyDocument } from './policy-document.ts';

export interface DataKeyArgs {
  readonly platform: string;
  readonly environment: ResolvedEnvironment;
}

/**
 * Key that encrypts whatever an environment keeps: databases, tables, buckets, queues, secrets, backups, logs, alarms.
 * Services that act for a caller (RDS, DynamoDB, S3, SQS, Secrets Manager, Backup) use it by the caller's permissions;
 * only those that act by themselves are named in its policy. It outlives its stack: without it everything is lost.
 */
export class DataKey extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, { platform, environment }: DataKeyArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:DataKey', name, {}, options);
    const { account, region } = environment;
    const key = new aws.kms.Key(
      name,
      {
        description: `Data of ${platform} ${environment.name}`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy: policyDocument([
          {
            Sid: 'PoliciesOfTheAccountDecide',
            Effect: 'Allow',
            Principal: accountPrincipals([account.id]),
            Action: 'kms:*',
            Resource: '*',
          },
          {
            // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
            Sid: 'LogGroups',
            Effect: 'Allow',
            Principal: { Service: `logs.${region}.amazonaws.com` },
            Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
            Resource: '*',
            Condition: {
              ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${account.id}:log-group:*` },
            },
          },
          {
            // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
            Sid: 'AlarmsToTheirTopic',
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceAccount': account.id } },
          },
        ]),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    new aws.kms.Alias(
      name,
      { name: names.dataKeyAlias(platform, environment.name), targetKeyId: key.id },
      { parent: this },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
