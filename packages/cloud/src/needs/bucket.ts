import { names } from '@espalier/model';
import * as aws from '@pulumi/aws';
import { Guard } from '../protection/guard.ts';
import type { NeedInCloud } from './need-in-cloud.ts';
import { keyThrough } from './key-through.ts';
import { logicalName } from './logical-name.ts';
import { accountOverTls } from './resource-policy.ts';
import { tagsOf } from './tags.ts';

/** Days that a version stays once it is no longer the current one: time to notice an overwrite or a deletion. */
const noncurrentDays = 30;

/** Days after which the parts of an upload that was never completed are thrown away. */
const incompleteUploadDays = 7;

/**
 * An S3 bucket: versioned, encrypted with the environment's key, owned by the account whatever role writes, closed to the
 * public, to other accounts and to plain connections. What guards it stays with it when the stack lets go of it.
 *
 * Requests are recorded by CloudTrail's data events where an account has them on, not by a bucket of logs for each
 * bucket. AWS Backup leaves buckets alone: versions are what brings an object back.
 */
export const bucket: NeedInCloud<'bucket'> = {
  component: 'Bucket',

  provide(need, around) {
    const name = logicalName(need, around);
    const { parent, environment, dataKeyArn } = around;
    const kept = { parent, retainOnDelete: true };
    const { bucket } = new aws.s3.Bucket(
      name,
      { bucket: need.bucket, tags: tagsOf(need, around) },
      { ...kept, protect: true },
    );
    const closed = new aws.s3.BucketPublicAccessBlock(
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      kept,
    );
    new aws.s3.BucketOwnershipControls(name, { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } }, kept);
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: dataKeyArn },
            bucketKeyEnabled: true,
            // A key that the client brings along would lock everybody else out.
            blockedEncryptionTypes: ['SSE-C'],
          },
        ],
      },
      kept,
    );
    const versioning = new aws.s3.BucketVersioning(
      name,
      { bucket, versioningConfiguration: { status: 'Enabled' } },
      kept,
    );
    new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket, rules: [...lifecycleRules(need.expireAfterDays)] },
      // Rules on noncurrent versions are refused before there are versions.
      { ...kept, dependsOn: [versioning] },
    );
    const arn = names.bucketArn(need.bucket);
    new aws.s3.BucketPolicy(
      name,
      {
        bucket,
        policy: accountOverTls({
          service: 's3',
          resources: [arn, `${arn}/*`],
          accountId: environment.account.id,
        }),
      },
      // S3 takes one change of a bucket's access at a time.
      { ...kept, dependsOn: [closed] },
    );
    new Guard(name, [parent], parent);
    return {};
  },

  statements(need, facts) {
    const arn = names.bucketArn(need.bucket);
    const writes = need.access === 'read-write';
    return [
      {
        actions: ['s3:GetBucketLocation', 's3:ListBucket', ...(writes ? ['s3:ListBucketMultipartUploads'] : [])],
        resources: [arn],
      },
      {
        actions: [
          's3:GetObject',
          ...(writes
            ? ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:ListMultipartUploadParts', 's3:PutObject']
            : []),
        ],
        resources: [`${arn}/*`],
      },
      keyThrough('s3', ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : [])], facts),
    ];
  },
};

function lifecycleRules(
  expireAfterDays: number | undefined,
): readonly aws.types.input.s3.BucketLifecycleConfigurationRule[] {
  const everything = { status: 'Enabled', filter: { prefix: '' } };
  return [
    {
      id: 'noncurrent-versions',
      ...everything,
      noncurrentVersionExpiration: { noncurrentDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: incompleteUploadDays },
      // With a number of days, S3 removes markers by itself and refuses a rule for them.
      ...(expireAfterDays === undefined && { expiration: { expiredObjectDeleteMarker: true } }),
    },
    ...(expireAfterDays === undefined
      ? []
      : [{ id: 'expired-objects', ...everything, expiration: { days: expireAfterDays } }]),
  ];
}
