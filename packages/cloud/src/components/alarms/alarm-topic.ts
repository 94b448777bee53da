import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import { policyText } from '../parts/index.ts';

export interface AlarmTopicArgs {
  readonly accountId: string;
  readonly keyArn: Input<string>;
  /** Addresses that alarms are mailed to. */
  readonly emails: readonly string[];
}

/** Where alarms of an environment go that would wake somebody up. An address is subscribed once it has confirmed. */
export class AlarmTopic extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, { accountId, keyArn, emails }: AlarmTopicArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:AlarmTopic', name, {}, options);
    const topic = new aws.sns.Topic(name, { kmsMasterKeyId: keyArn }, { parent: this });
    new aws.sns.TopicPolicy(
      name,
      {
        arn: topic.arn,
        policy: policyText([
          {
            sid: 'AlarmsOfTheAccount',
            principals: { Service: 'cloudwatch.amazonaws.com' },
            actions: 'sns:Publish',
            resources: topic.arn,
            conditions: { StringEquals: { 'aws:SourceAccount': accountId } },
          },
        ]),
      },
      { parent: this },
    );
    for (const endpoint of emails) {
      new aws.sns.TopicSubscription(endpoint, { topic: topic.arn, protocol: 'email', endpoint }, { parent: this });
    }
    this.arn = topic.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
