import { names } from '@espalier/model';
import { type Evidence, type PlanFile, textAt } from '../../evidence/index.ts';

/** A resource that pods use by its address. */
export interface NamedResource {
  /** A bucket's or table's name, a queue's URL. */
  readonly address: string;
  readonly kind: 'bucket' | 'table' | 'queue';
  readonly file: string;
  readonly arn: string;
}

/** The buckets, tables and queues of apps and addons in an environment's plan, by address. */
export function namedResources({ plan, cluster }: Evidence): ReadonlyMap<string, NamedResource> {
  const { region, account } = cluster.environment;
  const byId = new Map(plan.environment.map((resource) => [resource.id, resource]));
  const ofNeeds = plan.environment.filter((resource) => isOfNeeds(resource, byId));
  const named = ofNeeds.flatMap(({ type, file, inputs }): readonly NamedResource[] => {
    switch (type) {
      case 'aws:s3/bucket:Bucket': {
        const bucket = textAt(inputs, 'bucket') ?? '';
        return [{ kind: 'bucket', address: bucket, file, arn: `${names.bucketArn(bucket)}/any` }];
      }
      case 'aws:dynamodb/table:Table': {
        const table = textAt(inputs, 'name') ?? '';
        return [{ kind: 'table', address: table, file, arn: names.tableArn(region, account.id, table) }];
      }
      case 'aws:sqs/queue:Queue': {
        const queue = textAt(inputs, 'name') ?? '';
        if (isDeadLetterQueue(queue, plan.environment)) return [];
        const address = names.queueUrl(region, account.id, queue);
        return [{ kind: 'queue', address, file, arn: names.queueArn(region, account.id, queue) }];
      }
      default:
        return [];
    }
  });
  return new Map(named.map((resource) => [resource.address, resource]));
}

/** Resources for people, such as exports of data, which no pod uses. */
function isOfNeeds({ type, parent }: PlanFile, byId: ReadonlyMap<string, PlanFile>): boolean {
  if (type === 'espalier:cloud:Needs') return true;
  const above = byId.get(parent ?? '');
  return above !== undefined && isOfNeeds(above, byId);
}

/** SQS moves messages there, and people read them. */
function isDeadLetterQueue(queue: string, plan: readonly PlanFile[]): boolean {
  return plan.some(
    ({ type, inputs }) =>
      type === 'aws:sqs/queue:Queue' && names.deadLetterQueueName(textAt(inputs, 'name') ?? '') === queue,
  );
}
