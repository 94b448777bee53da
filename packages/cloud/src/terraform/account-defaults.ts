import type { Foundation, Json, Part } from './parts/index.ts';

/**
 * Defaults of new resources in the account: volumes are encrypted, instance metadata needs a token, no bucket is
 * public. It does not include a password policy: Espalier has no users with passwords, and the policy would affect
 * existing users.
 */
export function accountDefaults({ regions }: Foundation): Part {
  const inEach = (settings: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> =>
    Object.fromEntries(regions.map((region) => [region, { region, ...settings }]));
  return {
    resource: {
      aws_ebs_encryption_by_default: inEach({ enabled: true }),
      aws_ec2_instance_metadata_defaults: inEach({ http_tokens: 'required' }),
      aws_s3_account_public_access_block: {
        account: {
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
    },
  };
}
