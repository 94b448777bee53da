import { names, type ResolvedCluster } from '@espalier/model';
import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { accountPrincipals, policyDocument } from '../policy-document.ts';

export interface ClusterKeyArgs {
  readonly platform: string;
  readonly cluster: ResolvedCluster;
  readonly logGroupName: string;
}

/**
 * Key of one cluster: for its Secrets and its control plane's logs. Not the environment's, so that whoever may use that
 * one cannot read another cluster's Secrets from a backup of etcd.
 */
export class ClusterKey extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, { platform, cluster, logGroupName }: ClusterKeyArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:ClusterKey', name, {}, options);
    const { account, region } = cluster.environment;
    const key = new aws.kms.Key(
      name,
      {
        description: `Secrets and control plane logs of ${cluster.eksName}`,
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
            Sid: 'ControlPlaneLogs',
            Effect: 'Allow',
            Principal: { Service: `logs.${region}.amazonaws.com` },
            Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
            Resource: '*',
            Condition: {
              ArnEquals: {
                'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${account.id}:log-group:${logGroupName}`,
              },
            },
          },
        ]),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    new aws.kms.Alias(
      name,
      { name: names.clusterKeyAlias(platform, cluster.name), targetKeyId: key.id },
      { parent: this },
    );
    this.arn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
