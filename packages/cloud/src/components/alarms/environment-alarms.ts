import * as aws from '@pulumi/aws';
import { ComponentResource, interpolate, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';
import type { NetworkNat } from '../network/index.ts';

export interface EnvironmentAlarmsArgs {
  /** What names of alarms begin with: `riven-production`. */
  readonly name: string;
  readonly topicArn: Input<string>;
  readonly nats: readonly NetworkNat[];
  readonly certificateArn: Input<string>;
  readonly backupVaultName: Input<string>;
}

/** Alarms on what all of an environment rests on. What a database, queue or cluster has to tell is watched with it. */
export class EnvironmentAlarms extends ComponentResource {
  constructor(name: string, args: EnvironmentAlarmsArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:EnvironmentAlarms', name, {}, options);
    const alarm = (
      logicalName: string,
      alarmArgs: Omit<aws.cloudwatch.MetricAlarmArgs, 'name' | 'alarmActions' | 'okActions'>,
    ): void => {
      new aws.cloudwatch.MetricAlarm(
        logicalName,
        {
          name: `${args.name}-${logicalName}`,
          treatMissingData: 'notBreaching',
          alarmActions: [args.topicArn],
          okActions: [args.topicArn],
          ...alarmArgs,
        },
        { parent: this, deleteBeforeReplace: true },
      );
    };
    for (const { zone, id } of args.nats) {
      alarm(`nat-${zone}-no-free-ports`, {
        alarmDescription:
          'Connections to the internet fail: too many at once to one destination. Find who opens them in the flow logs.',
        namespace: 'AWS/NATGateway',
        metricName: 'ErrorPortAllocation',
        dimensions: { NatGatewayId: id },
        statistic: 'Sum',
        period: 300,
        evaluationPeriods: 3,
        comparisonOperator: 'GreaterThanThreshold',
        threshold: 0,
      });
      const packets = (metricName: string): aws.types.input.cloudwatch.MetricAlarmMetricQueryMetric => ({
        namespace: 'AWS/NATGateway',
        metricName,
        dimensions: { NatGatewayId: id },
        stat: 'Sum',
        period: 300,
      });
      alarm(`nat-${zone}-drops-packets`, {
        alarmDescription:
          'The NAT gateway drops more than one packet in ten thousand. AWS says what is wrong on its Health Dashboard.',
        metricQueries: [
          { id: 'dropped', metric: packets('PacketsDropCount') },
          { id: 'outbound', metric: packets('PacketsInFromSource') },
          { id: 'inbound', metric: packets('PacketsInFromDestination') },
          { id: 'percent', label: 'dropped', expression: '100 * dropped / (outbound + inbound)', returnData: true },
        ],
        evaluationPeriods: 3,
        comparisonOperator: 'GreaterThanThreshold',
        // Percent: https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
        threshold: 0.01,
      });
    }
    alarm('certificate-expires', {
      alarmDescription:
        'AWS renews certificates 60 days before they end, and has not: is the validation record still in the zone, and the zone still delegated to?',
      namespace: 'AWS/CertificateManager',
      metricName: 'DaysToExpiry',
      dimensions: { CertificateArn: args.certificateArn },
      statistic: 'Minimum',
      period: 24 * 60 * 60,
      evaluationPeriods: 1,
      comparisonOperator: 'LessThanThreshold',
      threshold: 30,
    });
    alarm('backup-failed', {
      alarmDescription: 'A daily backup failed: AWS Backup says which and why under its jobs.',
      metricQueries: [
        {
          id: 'failed',
          label: 'failed',
          // Jobs are counted by vault and type of resource; whichever type it is, the vault is this.
          expression: interpolate`SELECT SUM(NumberOfBackupJobsFailed) FROM "AWS/Backup" WHERE BackupVaultName = '${args.backupVaultName}'`,
          period: 300,
          returnData: true,
        },
      ],
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
    });
    this.registerOutputs();
  }
}
