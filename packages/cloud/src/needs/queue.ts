import { names, type NeedOf } from '@espalier/model';
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { alarm } from './alarm.ts';
import { Guard } from '../protection/guard.ts';
import type { NeedInCloud, NeedContext } from './need-in-cloud.ts';
import { keyThrough } from './key-through.ts';
import { logicalName } from './logical-name.ts';
import { accountOverTls } from './resource-policy.ts';
import { tagsOf } from './tags.ts';

const daySeconds = 86_400;

/** Minutes that a message may wait before an alarm. */
const oldestMessageMinutes = 60;

/** An SQS queue and its dead-letter queue. */
export const queue: NeedInCloud<'queue'> = {
  component: 'Queue',

  provide(need, around) {
    const { parent, environment } = around;
    const { account, region } = environment;
    const name = logicalName(need, around);
    const deadLetterQueue = names.deadLetterQueueName(need.queue);
    const shared = {
      kmsMasterKeyId: around.dataKeyArn,
      // SQS asks KMS for a data key this often, at most.
      kmsDataKeyReusePeriodSeconds: 300,
      tags: tagsOf(need, around),
    };
    const deadLetters = new aws.sqs.Queue(
      `${name}-dlq`,
      {
        ...shared,
        name: deadLetterQueue,
        messageRetentionSeconds: 14 * daySeconds,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: 'byQueue',
          sourceQueueArns: [names.queueArn(region, account.id, need.queue)],
        }),
      },
      { parent, protect: true },
    );
    const messages = new aws.sqs.Queue(
      name,
      {
        ...shared,
        name: need.queue,
        visibilityTimeoutSeconds: need.visibilityTimeoutSeconds,
        // Long polling: an empty queue answers after 20 seconds and not at once.
        receiveWaitTimeSeconds: 20,
        messageRetentionSeconds: 4 * daySeconds,
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn: deadLetters.arn,
          maxReceiveCount: need.maxReceiveCount,
        }),
      },
      { parent, protect: true },
    );
    for (const [logical, physical, { url }] of [
      [name, need.queue, messages],
      [`${name}-dlq`, deadLetterQueue, deadLetters],
    ] as const) {
      const resources = [names.queueArn(region, account.id, physical)];
      const policy = accountOverTls({ service: 'sqs', resources, accountId: account.id });
      new aws.sqs.QueuePolicy(logical, { queueUrl: url, policy }, { parent });
    }
    watch(need, around, deadLetterQueue);
    new Guard(name, [parent], parent);
    return {};
  },

  statements(need, facts) {
    const { account, region } = facts.environment;
    const sends = need.access !== 'receive';
    const receives = need.access !== 'send';
    return [
      {
        actions: [
          'sqs:GetQueueAttributes',
          'sqs:GetQueueUrl',
          ...(sends ? ['sqs:SendMessage'] : []),
          ...(receives ? ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:ReceiveMessage'] : []),
        ],
        resources: [names.queueArn(region, account.id, need.queue)],
      },
      keyThrough('sqs', ['kms:Decrypt', ...(sends ? ['kms:GenerateDataKey'] : [])], facts),
    ];
  },
};

function watch(need: NeedOf<'queue'>, around: NeedContext, deadLetterQueue: string): void {
  const name = logicalName(need, around);
  alarm(
    `${name}-dead-letters`,
    {
      name: `${need.queue}: dead letters`,
      description: `Messages of ${need.queue} failed ${need.maxReceiveCount} times and wait in ${deadLetterQueue}. Read the logs of ${around.owner}, then redrive or purge.`,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: deadLetterQueue },
      statistic: 'Maximum',
      is: 'above',
      threshold: 0,
      minutes: 5,
    },
    around,
  );
  alarm(
    `${name}-oldest-message`,
    {
      name: `${need.queue}: messages wait`,
      description: `A message of ${need.queue} waits for more than ${oldestMessageMinutes} minutes: whoever receives is down, stuck or too slow.`,
      namespace: 'AWS/SQS',
      metricName: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: need.queue },
      statistic: 'Maximum',
      is: 'above',
      threshold: oldestMessageMinutes * 60,
      minutes: 15,
    },
    around,
  );
}
