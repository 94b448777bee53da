import { names, type ResolvedAccount, type ResolvedPlatform } from '@espalier/model';
import { bootstrapStateKey, type Json } from './parts/index.ts';

/**
 * The backend of an account's bootstrap after its bucket exists: that bucket, with a lock file. It does not request
 * encryption: a request without a key would use S3's key, and the bucket's default is the key of the account.
 */
export function bootstrapBackend(platform: ResolvedPlatform, { id, region }: ResolvedAccount): Json {
  const bucket = names.stateBucketName(platform.name, id, region);
  return { terraform: { backend: { s3: { bucket, key: bootstrapStateKey, region, use_lockfile: true } } } };
}
