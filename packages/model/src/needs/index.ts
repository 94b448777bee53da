import { z } from 'zod';
import { bucketSchema } from './bucket.ts';
import type { Need, NeedKind } from './need.ts';
import { policySchema } from './policy.ts';
import { postgresSchema } from './postgres.ts';
import { queueSchema } from './queue.ts';
import { secretSchema } from './secret.ts';
import { tableSchema } from './table.ts';

/** One schema a kind; a new kind of need is one file and one line here. */
export const needSchemas = {
  postgres: postgresSchema,
  bucket: bucketSchema,
  table: tableSchema,
  queue: queueSchema,
  secret: secretSchema,
  policy: policySchema,
} satisfies Record<NeedKind, z.ZodType<Need>>;

/** Validates any need by its `kind`. */
export const needSchema = z.discriminatedUnion('kind', [
  postgresSchema,
  bucketSchema,
  tableSchema,
  queueSchema,
  secretSchema,
  policySchema,
]);

export { bucket, type BucketNeed } from './bucket.ts';
export { yieldsSecret, type Need, type NeedKind, type Needs } from './need.ts';
export { policy, type PolicyNeed, type PolicyStatement } from './policy.ts';
export { postgres, type PostgresNeed } from './postgres.ts';
export { queue, type QueueNeed } from './queue.ts';
export { secret, type SecretNeed } from './secret.ts';
export { table, type TableNeed } from './table.ts';
