import { names, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';
import { bootstrapStateKey, type Json } from './parts/index.ts';

/**
 * Where the bootstrap of an account keeps its own state once its bucket is there: in that bucket, locked by a file. It
 * asks for no encryption, since what asks without naming a key gets S3's; the bucket's default is the key of the account.
 */
export function bootstrapBackend(platform: ResolvedPlatform, { id, region }: ResolvedAccount): Json {
  const bucket = names.stateBucketName(platform.name, id, region);
  return { terraform: { backend: { s3: { bucket, key: bootstrapStateKey, region, use_lockfile: true } } } };
}
