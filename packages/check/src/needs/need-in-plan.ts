import { forNeed, type ForEachNeed, type ResolvedNeed } from '@espalier/model';

/** An expected resource of a stack, by its type and its name in AWS. */
export interface ExpectedResource {
  readonly type: string;
  readonly name: string;
}

/** A bucket's or table's name, a queue's URL. */
interface Address {
  readonly kind: 'bucket' | 'table' | 'queue';
  readonly value: string;
}

/** The resource of a need in the plan of an environment. */
export interface NeedInPlan {
  readonly resources: readonly ExpectedResource[];
  /** The address that pods use; omitted if they read it from a secret. */
  readonly address?: Address;
}

const kinds: ForEachNeed<readonly [], NeedInPlan> = {
  postgres: ({ instance, secretPath }) => ({
    resources: [{ type: 'aws:rds/instance:Instance', name: instance }, secretAt(secretPath)],
  }),
  bucket: ({ bucket }) => ({
    resources: [{ type: 'aws:s3/bucket:Bucket', name: bucket }],
    address: { kind: 'bucket', value: bucket },
  }),
  table: ({ table }) => ({
    resources: [{ type: 'aws:dynamodb/table:Table', name: table }],
    address: { kind: 'table', value: table },
  }),
  queue: ({ queue, url }) => ({
    resources: [{ type: 'aws:sqs/queue:Queue', name: queue }],
    address: { kind: 'queue', value: url },
  }),
  secret: ({ secretPath }) => ({ resources: [secretAt(secretPath)] }),
  policy: () => ({ resources: [] }),
  cache: ({ cache, runs, secretPath }) => ({
    resources: [
      {
        type:
          'nodeType' in runs
            ? 'aws:elasticache/replicationGroup:ReplicationGroup'
            : 'aws:elasticache/serverlessCache:ServerlessCache',
        name: cache,
      },
      secretAt(secretPath),
    ],
  }),
};

/** The resource of a need in the plan of its environment. */
export function inPlan(need: ResolvedNeed): NeedInPlan {
  return forNeed(kinds, need);
}

function secretAt(name: string): ExpectedResource {
  return { type: 'aws:secretsmanager/secret:Secret', name };
}
