import { names } from '@espalier/model';
import * as aws from '@pulumi/aws';
import type { NeedInCloud } from './need-in-cloud.ts';
import { keyThrough } from './key-through.ts';
import { logicalName } from './logical-name.ts';
import { backedUpDaily, tagsOf } from './tags.ts';

/** A DynamoDB table that is paid by request, restorable to any second of the last 35 days, and hard to delete. */
export const table: NeedInCloud<'table'> = {
  component: 'Table',

  provide(need, around) {
    const { key, sortKey, expiresAt } = need;
    new aws.dynamodb.Table(
      logicalName(need, around),
      {
        name: need.table,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: key,
        ...(sortKey !== undefined && { rangeKey: sortKey }),
        attributes: [key, ...(sortKey === undefined ? [] : [sortKey])].map((name) => ({ name, type: 'S' })),
        ...(expiresAt !== undefined && { ttl: { attributeName: expiresAt, enabled: true } }),
        pointInTimeRecovery: { enabled: true },
        serverSideEncryption: { enabled: true, kmsKeyArn: around.dataKeyArn },
        deletionProtectionEnabled: true,
        tags: { ...tagsOf(need, around), ...backedUpDaily },
      },
      { parent: around.parent, protect: true, retainOnDelete: true },
    );
    return {};
  },

  statements(need, facts) {
    const { account, region } = facts.environment;
    return [
      {
        actions: [
          'dynamodb:BatchGetItem',
          'dynamodb:BatchWriteItem',
          'dynamodb:ConditionCheckItem',
          'dynamodb:DeleteItem',
          'dynamodb:DescribeTable',
          'dynamodb:GetItem',
          'dynamodb:PutItem',
          'dynamodb:Query',
          'dynamodb:Scan',
          'dynamodb:UpdateItem',
        ],
        resources: [names.tableArn(region, account.id, need.table)],
      },
      // Readers and writers of the table use its key.
      keyThrough('dynamodb', ['kms:Decrypt', 'kms:DescribeKey'], facts),
    ];
  },
};
