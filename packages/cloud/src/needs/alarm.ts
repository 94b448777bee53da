import * as aws from '@pulumi/aws';
import type { Input } from '@pulumi/pulumi';
import type { NeedContext } from './need-in-cloud.ts';

/** A metric of one resource, and the value at which somebody has to look. */
export interface Watched {
  /** Name of the alarm, which the notification shows: the resource's, and what is wrong with it. */
  readonly name: string;
  /** What it means and where to start, for the person on call. */
  readonly description: string;
  /** CloudWatch namespace, such as `AWS/RDS`. */
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, Input<string>>>;
  readonly statistic: 'Average' | 'Maximum' | 'Minimum';
  readonly is: 'above' | 'below';
  /** In the metric's unit. */
  readonly threshold: number;
  /** How long it has to last, in minutes; a multiple of five. */
  readonly minutes: number;
}

const periodMinutes = 5;

/** Registers an alarm on the environment's topic. A resource that reports nothing is not in use, and fine. */
export function alarm(logicalName: string, watched: Watched, { alarmTopicArn, parent }: NeedContext): void {
  const { name, description, namespace, metricName, dimensions, statistic, is, threshold, minutes } = watched;
  const periods = minutes / periodMinutes;
  new aws.cloudwatch.MetricAlarm(
    logicalName,
    {
      name,
      alarmDescription: description,
      namespace,
      metricName,
      dimensions,
      statistic,
      comparisonOperator: is === 'above' ? 'GreaterThanThreshold' : 'LessThanThreshold',
      threshold,
      period: periodMinutes * 60,
      evaluationPeriods: periods,
      datapointsToAlarm: periods,
      treatMissingData: 'notBreaching',
      alarmActions: [alarmTopicArn],
      okActions: [alarmTopicArn],
    },
    { parent },
  );
}
