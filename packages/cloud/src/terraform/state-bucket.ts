import { names } from '@espalier/model';
import { type Foundation, type Part, policyDocument, policyText, stateKeyArn } from './parts/index.ts';

/** Retention of earlier states in days: every update leaves one, and a mistake may be found late. */
const noncurrentDays = 90;

/** Days after which the parts of an incomplete upload are deleted. */
const incompleteUploadDays = 7;

const bucket = '${aws_s3_bucket.state.id}';

/**
 * The bucket with the state of the account's stacks, and of this bootstrap. CloudTrail's data events record its
 * requests, if the account has them on. An access log bucket would need the same protection again.
 */
export function stateBucket({ stateBucket, account }: Foundation): Part {
  const arn = names.bucketArn(stateBucket);
  const policy = policyDocument('state_bucket', [
    {
      sid: 'TlsOnly',
      effect: 'Deny',
      principals: '*',
      actions: ['s3:*'],
      resources: [arn, `${arn}/*`],
      conditions: { Bool: { 'aws:SecureTransport': ['false'] } },
    },
    {
      sid: 'AccountOnly',
      effect: 'Deny',
      principals: '*',
      actions: ['s3:*'],
      resources: [arn, `${arn}/*`],
      conditions: {
        StringNotEquals: { 'aws:PrincipalAccount': [account.id] },
        Bool: { 'aws:PrincipalIsAWSService': ['false'] },
      },
    },
  ]);
  return {
    ...policy,
    resource: {
      aws_s3_bucket: { state: { bucket: stateBucket, lifecycle: { prevent_destroy: true } } },
      aws_s3_bucket_versioning: { state: { bucket, versioning_configuration: { status: 'Enabled' } } },
      aws_s3_bucket_server_side_encryption_configuration: {
        state: {
          bucket,
          rule: {
            apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: stateKeyArn },
            bucket_key_enabled: true,
          },
        },
      },
      aws_s3_bucket_public_access_block: {
        state: {
          bucket,
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
      aws_s3_bucket_ownership_controls: { state: { bucket, rule: { object_ownership: 'BucketOwnerEnforced' } } },
      aws_s3_bucket_policy: {
        state: {
          bucket,
          policy: policyText('state_bucket'),
          // S3 accepts one change of a bucket's access at a time.
          depends_on: ['aws_s3_bucket_public_access_block.state'],
        },
      },
      aws_s3_bucket_lifecycle_configuration: {
        state: {
          bucket,
          rule: {
            id: 'noncurrent-versions',
            status: 'Enabled',
            filter: { prefix: '' },
            noncurrent_version_expiration: { noncurrent_days: noncurrentDays },
            expiration: { expired_object_delete_marker: true },
            abort_incomplete_multipart_upload: { days_after_initiation: incompleteUploadDays },
          },
          // Rules on noncurrent versions need versioning.
          depends_on: ['aws_s3_bucket_versioning.state'],
        },
      },
    },
  };
}
