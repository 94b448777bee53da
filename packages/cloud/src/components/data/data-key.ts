import { names, type ResolvedEnvironment } from '@espalier/model';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { retainedKey, logsStatement } from '../parts/index.ts';

export interface DataKeyArgs {
  readonly platform: string;
  readonly environment: ResolvedEnvironment;
}

/**
 * Key that encrypts whatever an environment keeps: databases, tables, buckets, queues, secrets, backups, logs, alarms.
 * Services that act for a caller (RDS, DynamoDB, S3, SQS, Secrets Manager, Backup) use it by the caller's permissions;
 * only those that act by themselves are named in its policy.
 */
export class DataKey extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, { platform, environment }: DataKeyArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:DataKey', name, {}, options);
    const { account, region } = environment;
    this.arn = retainedKey(
      name,
      {
        description: `Data of ${platform} ${environment.name}`,
        alias: names.dataKeyAlias(platform, environment.name),
        accountId: account.id,
        statements: [
          logsStatement({ region, accountId: account.id }, '*'),
          {
            // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
            sid: 'AlarmsToTheirTopic',
            principals: { Service: 'cloudwatch.amazonaws.com' },
            actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            resources: '*',
            conditions: { StringEquals: { 'aws:SourceAccount': account.id } },
          },
        ],
      },
      this,
    );
    this.registerOutputs({ arn: this.arn });
  }
}
