import { z } from 'zod';
import { strict } from '../schema/strict.ts';
import { wholeNumber } from '../schema/whole-number.ts';

/** An S3 bucket of one's own. A need called `artifacts` injects `ARTIFACTS_BUCKET`. */
export interface BucketNeed {
  readonly kind: 'bucket';
  /** App whose need of the same name and kind this is, to share it. @default the app itself */
  readonly ownedBy?: string | undefined;
  /** What the owner's role may do with objects. @default 'read-write' */
  readonly access?: 'read' | 'read-write' | undefined;
  /** Days after which objects expire; objects stay for ever where it is left out. */
  readonly expireAfterDays?: number | undefined;
}

export const bucketSchema = strict({
  kind: z.literal('bucket'),
  ownedBy: z.string('the name of the app that owns it').optional(),
  access: z.enum(['read', 'read-write']).optional(),
  expireAfterDays: wholeNumber(1, 3650).optional(),
}) satisfies z.ZodType<BucketNeed>;

/** Asks for a bucket: versioned, encrypted with KMS, TLS only, public access blocked. */
export function bucket(options: Omit<BucketNeed, 'kind'> = {}): BucketNeed {
  return { kind: 'bucket', ...options };
}
