import * as aws from '@pulumi/aws';
import { ComponentResource, interpolate, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';
import { serviceRole } from '../parts/index.ts';

export interface FlowLogsArgs {
  readonly platform: string;
  /** `Name` of the VPC, which begins that of the role. */
  readonly vpcName: string;
  readonly accountId: string;
  readonly vpcId: Input<string>;
  /** Key that encrypts the log group. */
  readonly keyArn: Input<string>;
}

/** Days that flow logs are kept: long enough to look into what is noticed a month later. */
const retentionDays = 90;

/** Who talked to whom in a VPC, accepted and rejected, in CloudWatch Logs. */
export class FlowLogs extends ComponentResource {
  constructor(name: string, args: FlowLogsArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:FlowLogs', name, {}, options);
    const own = { parent: this };
    const { platform, vpcName, accountId, vpcId, keyArn } = args;
    const group = new aws.cloudwatch.LogGroup(name, { retentionInDays: retentionDays, kmsKeyId: keyArn }, own);
    // The group is there already, so the service need not create any.
    const { role, permissions } = serviceRole(
      `${vpcName}-flow-logs`,
      {
        platform,
        accountId,
        service: 'vpc-flow-logs.amazonaws.com',
        description: 'VPC flow logs, into their log group',
        statements: [
          {
            actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
            resources: [group.arn, interpolate`${group.arn}:*`],
          },
          { actions: 'logs:DescribeLogGroups', resources: '*' },
        ],
      },
      this,
    );
    new aws.ec2.FlowLog(
      name,
      {
        vpcId,
        trafficType: 'ALL',
        logDestinationType: 'cloud-watch-logs',
        logDestination: group.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 600,
      },
      { ...own, dependsOn: [...permissions] },
    );
    this.registerOutputs();
  }
}
