import { z } from 'zod';
import * as names from '../names/index.ts';
import { strict, wholeNumber } from '../schema-parts/index.ts';
import { plainEnvironment, shareableNeed } from './need-parts.ts';
import type { NeedRecord, ResolvedBase } from './need-record.ts';

/** An S3 bucket. A need called `artifacts` injects `ARTIFACTS_BUCKET`. */
export interface BucketNeed {
  readonly kind: 'bucket';
  /** App that owns the need, to share it; the need has the same name and kind there. @default the app itself */
  readonly ownedBy?: string | undefined;
  /** What the owner's role may do with objects. @default 'read-write' */
  readonly access?: 'read' | 'read-write' | undefined;
  /** Days after which objects expire. @default never */
  readonly expireAfterDays?: number | undefined;
}

export interface ResolvedBucket extends ResolvedBase<'bucket'> {
  readonly bucket: string;
  /** App whose bucket it is, mostly the app itself; for an addon, its name with its cluster. */
  readonly ownedBy: string;
  readonly access: 'read' | 'read-write';
  readonly expireAfterDays: number | undefined;
}

const schema = strict({
  kind: z.literal('bucket'),
  ownedBy: z.string('the name of the app that owns it').optional(),
  access: z.enum(['read', 'read-write']).optional(),
  expireAfterDays: wholeNumber(1, 3650).optional(),
}) satisfies z.ZodType<BucketNeed>;

/** Requests a bucket: versioned, encrypted with KMS, TLS only, public access blocked. */
export function bucket(options: Omit<BucketNeed, 'kind'> = {}): BucketNeed {
  return { kind: 'bucket', ...options };
}

export const bucketRecord: NeedRecord<BucketNeed, ResolvedBucket> = {
  schema,
  resolve: ({ access, expireAfterDays }, place) => ({
    ownedBy: place.ownedBy,
    bucket: names.bucketName(shareableNeed(place), {
      accountId: place.environment.account.id,
      region: place.environment.region,
    }),
    access: access ?? 'read-write',
    expireAfterDays,
  }),
  names: ({ bucket }) => [{ what: 'bucket', name: bucket, atMost: 63, unique: { among: 'bucket', within: 'AWS' } }],
  nameInAws: ({ bucket }) => bucket,
  receive: ({ name, bucket }) => plainEnvironment(name, { BUCKET: bucket }),
  reachedOn: 'public',
  iamService: 's3',
  yieldsSecret: false,
  isShareable: true,
};
