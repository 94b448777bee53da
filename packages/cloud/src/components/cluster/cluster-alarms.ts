import type { ResolvedCluster } from '@espalier/model';
import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';

const namespace = 'AWS/EKS';
const gibibyte = 1024 ** 3;

export interface ClusterAlarmsArgs {
  readonly cluster: ResolvedCluster;
  readonly topicArn: Input<string>;
}

/**
 * What wakes somebody up about a cluster as such, and Prometheus inside it might not live to tell. From the metrics that
 * EKS publishes of every control plane, which cost nothing.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html
 */
export class ClusterAlarms extends ComponentResource {
  constructor(name: string, { cluster, topicArn }: ClusterAlarmsArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:ClusterAlarms', name, {}, options);
    const { eksName } = cluster;
    const dimensions = { ClusterName: eksName };
    const alarm = (what: string, args: aws.cloudwatch.MetricAlarmArgs): void => {
      new aws.cloudwatch.MetricAlarm(
        what,
        {
          ...args,
          name: `${eksName}-${what}`,
          treatMissingData: 'notBreaching',
          alarmActions: [topicArn],
          okActions: [topicArn],
        },
        { parent: this, deleteBeforeReplace: true },
      );
    };
    const requests = (id: string, metricName: string): aws.types.input.cloudwatch.MetricAlarmMetricQuery => ({
      id,
      metric: { namespace, metricName, dimensions, period: 300, stat: 'Sum' },
    });
    alarm('api-errors', {
      alarmDescription: `More than 5% of the requests to ${eksName}'s API fail: the control plane is ill, or a webhook is.`,
      metricQueries: [
        requests('errors', 'apiserver_request_total_5XX'),
        requests('all', 'apiserver_request_total'),
        { id: 'rate', expression: '100 * errors / all', label: 'Failed requests in percent', returnData: true },
      ],
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 5,
      evaluationPeriods: 3,
    });
    alarm('unschedulable-pods', {
      alarmDescription: `Pods of ${eksName} find no node for half an hour: a group is at its maximum, AWS has no such instances, or the autoscaler is down.`,
      namespace,
      metricName: 'scheduler_pending_pods_UNSCHEDULABLE',
      dimensions,
      statistic: 'Minimum',
      period: 300,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 0,
      evaluationPeriods: 6,
    });
    alarm('storage', {
      alarmDescription: `The database of ${eksName} is at 6 of 8 GiB: full, the API takes nothing any more.`,
      namespace,
      metricName: 'apiserver_storage_size_bytes',
      dimensions,
      statistic: 'Maximum',
      period: 300,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: 6 * gibibyte,
      evaluationPeriods: 3,
    });
    this.registerOutputs();
  }
}
