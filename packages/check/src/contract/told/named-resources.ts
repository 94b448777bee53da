import { names, type ResolvedNeed } from '@espalier/model';
import type { Evidence, PlanFile } from '../../evidence/evidence.ts';
import { textAt } from '../../evidence/json.ts';

/** A resource that pods are told by its name or address. */
export interface NamedResource {
  /** As pods are told it: a bucket's or table's name, a queue's URL. */
  readonly told: string;
  readonly kind: 'bucket' | 'table' | 'queue';
  readonly file: string;
  readonly arn: string;
}

/** The buckets, tables and queues of apps and addons in an environment's plan, by what pods are told. */
export function namedResources({ plan, cluster }: Evidence): ReadonlyMap<string, NamedResource> {
  const { region, account } = cluster.environment;
  const byId = new Map(plan.environment.map((resource) => [resource.id, resource]));
  const ofNeeds = plan.environment.filter((resource) => isOfNeeds(resource, byId));
  const named = ofNeeds.flatMap(({ type, file, inputs }): readonly NamedResource[] => {
    switch (type) {
      case 'aws:s3/bucket:Bucket': {
        const bucket = textAt(inputs, 'bucket') ?? '';
        return [{ kind: 'bucket', told: bucket, file, arn: `${names.bucketArn(bucket)}/any` }];
      }
      case 'aws:dynamodb/table:Table': {
        const table = textAt(inputs, 'name') ?? '';
        return [{ kind: 'table', told: table, file, arn: names.tableArn(region, account.id, table) }];
      }
      case 'aws:sqs/queue:Queue': {
        const queue = textAt(inputs, 'name') ?? '';
        if (isDeadLetterQueue(queue, plan.environment)) return [];
        const told = names.queueUrl(region, account.id, queue);
        return [{ kind: 'queue', told, file, arn: names.queueArn(region, account.id, queue) }];
      }
      default:
        return [];
    }
  });
  return new Map(named.map((resource) => [resource.told, resource]));
}

/** How pods are told of what a need gives them; `undefined` where it has no name that they are told. */
export function toldOf(need: ResolvedNeed): Pick<NamedResource, 'kind' | 'told'> | undefined {
  switch (need.kind) {
    case 'bucket':
      return { kind: need.kind, told: need.bucket };
    case 'table':
      return { kind: need.kind, told: need.table };
    case 'queue':
      return { kind: need.kind, told: need.url };
    default:
      return undefined;
  }
}

/** What the platform keeps for people, such as exports of its data, no pod is told of. */
function isOfNeeds({ type, parent }: PlanFile, byId: ReadonlyMap<string, PlanFile>): boolean {
  if (type === 'espalier:cloud:Needs') return true;
  const above = byId.get(parent ?? '');
  return above !== undefined && isOfNeeds(above, byId);
}

/** Messages come there by themselves; people read them. */
function isDeadLetterQueue(queue: string, plan: readonly PlanFile[]): boolean {
  return plan.some(
    ({ type, inputs }) =>
      type === 'aws:sqs/queue:Queue' && names.deadLetterQueueName(textAt(inputs, 'name') ?? '') === queue,
  );
}
