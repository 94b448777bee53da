import type { AppCloud } from '@espalier/cloud';
import * as aws from '@pulumi/aws';

/** Minutes that people wait for a build before an urgent alarm. */
const patienceMinutes = 15;

/**
 * What the Dev Center has in CloudWatch beyond its needs: the page that on-call opens first, since RDS and SQS report
 * there and not to Prometheus; and, in production, an alarm on what users feel long before the queue's own goes off.
 */
export default ({ platform, app, environment, parent, alarmTopicArn }: AppCloud): void => {
  const name = `${platform}-${environment.name}-${app.name}`;
  const { region } = environment;
  const graph = (title: string, metrics: readonly (readonly string[])[], stat: string) => ({
    type: 'metric',
    width: 12,
    height: 6,
    properties: { title, region, stat, period: 300, metrics },
  });
  const widgets = app.needs.flatMap((need) => {
    if (need.kind === 'postgres') {
      const of = (metric: string): readonly string[] => ['AWS/RDS', metric, 'DBInstanceIdentifier', need.instance];
      return [
        graph('Database: CPU', [of('CPUUtilization')], 'Average'),
        graph('Database: connections', [of('DatabaseConnections')], 'Maximum'),
        graph('Database: free storage', [of('FreeStorageSpace')], 'Minimum'),
      ];
    }
    if (need.kind !== 'queue') return [];
    const of = (metric: string): readonly string[] => ['AWS/SQS', metric, 'QueueName', need.queue];
    return [
      graph('Builds: how many wait', [of('ApproximateNumberOfMessagesVisible')], 'Maximum'),
      graph('Builds: how long the oldest waits', [of('ApproximateAgeOfOldestMessage')], 'Maximum'),
    ];
  });
  new aws.cloudwatch.Dashboard(
    app.name,
    { dashboardName: name, dashboardBody: JSON.stringify({ widgets }) },
    { parent },
  );
  const jobs = app.needs.find((need) => need.kind === 'queue');
  if (environment.name !== 'production' || jobs === undefined) return;
  new aws.cloudwatch.MetricAlarm(
    `${app.name}-builds-wait`,
    {
      name: `${name}: builds wait`,
      alarmDescription: `People have waited ${patienceMinutes} minutes for a build. Dashboard ${name} says whether the queue grows; then look at the workers.`,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: jobs.queue },
      statistic: 'Maximum',
      comparisonOperator: 'GreaterThanThreshold',
      threshold: patienceMinutes * 60,
      period: 60,
      evaluationPeriods: 3,
      treatMissingData: 'notBreaching',
      alarmActions: [alarmTopicArn],
      okActions: [alarmTopicArn],
      tags: { owner: app.owner.name, app: app.name },
    },
    { parent },
  );
};
