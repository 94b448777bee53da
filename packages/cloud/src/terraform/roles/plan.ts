import { names } from '@espalier/model';
import {
  type Foundation,
  type Part,
  planEnvironment,
  pulumiPrefix,
  stateKeyArn,
  throughStateBucket,
  trustPlatform,
} from '../parts/index.ts';
import { accountRole } from './account-role.ts';
import { reading } from './reading.ts';

/**
 * Previews. It runs the code of pull requests, so it may change nothing, not even a lock: `pulumi preview` needs none.
 * Pulumi first decrypts the secrets of a stack; the policy of the key decides whether it may.
 */
export function planRole(foundation: Foundation): readonly Part[] {
  const { platform, account, stateBucket } = foundation;
  const bucket = names.bucketArn(stateBucket);
  return accountRole(foundation, {
    role: 'plan',
    description: `Previews the stacks of ${platform} in ${account.name}, changes nothing`,
    sessionHours: 1,
    trust: [trustPlatform(foundation, planEnvironment(account.name))],
    permissions: [
      reading,
      { sid: 'ListState', actions: ['s3:ListBucket'], resources: [bucket] },
      { sid: 'ReadState', actions: ['s3:GetObject'], resources: [`${bucket}/${pulumiPrefix}*`] },
      {
        sid: 'DecryptState',
        actions: ['kms:Decrypt'],
        resources: [stateKeyArn],
        conditions: throughStateBucket(foundation),
      },
      { sid: 'OpenSecretsWhereTheKeyAllows', actions: ['kms:Decrypt'], resources: [stateKeyArn] },
    ],
  });
}
