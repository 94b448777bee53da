import { names, type PolicyConditions } from '@espalier/model';
import type { Part } from './configuration.ts';
import { accountRoleArn, type Foundation } from './foundation.ts';
import { policyDocument, policyText } from './policy.ts';

/** Variable: whether this account's `plan` role may decrypt the secrets of its stacks. */
export const planOpensSecrets = 'plan_opens_stack_secrets';

/**
 * The key of the account's state, and of the secrets in it. IAM decides who uses it, within two limits: reading the
 * state uses the key through S3, and decrypting secrets is a direct call, which read-only roles may not make. A
 * variable decides for each account whether `plan` may decrypt; by default it may not.
 */
export function stateKey(foundation: Foundation): Part {
  const { platform, account } = foundation;
  const policy = policyDocument('state_key', [
    {
      sid: 'PoliciesOfTheAccountDecide',
      principals: { AWS: [`arn:aws:iam::${account.id}:root`] },
      actions: ['kms:*'],
      resources: ['*'],
    },
    {
      sid: 'LookersReadStateAlone',
      effect: 'Deny',
      principals: { AWS: ['*'] },
      actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*', 'kms:CreateGrant'],
      resources: ['*'],
      conditions: {
        ArnEquals: { 'aws:PrincipalArn': lookers(foundation) },
        // Also true where the request comes through no service.
        StringNotEquals: { 'kms:ViaService': [`s3.${account.region}.amazonaws.com`] },
      },
    },
  ]);
  return {
    ...policy,
    variable: {
      [planOpensSecrets]: {
        description:
          "Whether previews of pull requests may open the secrets of this account's stacks. Leave it false where production runs.",
        type: 'bool',
        default: false,
        nullable: false,
      },
    },
    resource: {
      aws_kms_key: {
        state: {
          description: `State and stack secrets of ${platform}`,
          deletion_window_in_days: 30,
          enable_key_rotation: true,
          policy: policyText('state_key'),
          lifecycle: { prevent_destroy: true },
        },
      },
      aws_kms_alias: { state: { name: names.stateKeyAlias(platform), target_key_id: '${aws_kms_key.state.key_id}' } },
    },
  };
}

function lookers(foundation: Foundation): string {
  const plan = accountRoleArn(foundation, 'plan');
  const always = (['image-push', 'operator', 'viewer'] as const).map((role) => accountRoleArn(foundation, role));
  return `\${concat(${JSON.stringify(always)}, var.${planOpensSecrets} ? [] : ${JSON.stringify([plan])})}`;
}

/** Reading and writing the state's objects uses the key on the caller's behalf, for this bucket alone. */
export function throughStateBucket({ account, stateBucket }: Foundation): PolicyConditions {
  return {
    StringEquals: {
      'kms:ViaService': [`s3.${account.region}.amazonaws.com`],
      // With a bucket key the context is the bucket, whatever the object.
      'kms:EncryptionContext:aws:s3:arn': [names.bucketArn(stateBucket)],
    },
  };
}
