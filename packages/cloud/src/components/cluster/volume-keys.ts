import type { ResolvedCluster } from '@espalier/model';
import type { Statement } from '../../needs/index.ts';

/** What calls itself so in a StorageClass is the EBS CSI driver. */
const provisioner = 'ebs.csi.aws.com';

/**
 * What the EBS driver may do with the keys that StorageClasses of a cluster name. Without one, volumes are encrypted by
 * AWS's own key, which needs no permission.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html#csi-iam-role
 */
export function volumeKeyStatements(cluster: ResolvedCluster): readonly Statement[] {
  const keys = [
    ...new Set(
      cluster.addons.flatMap(({ objects }) =>
        objects.flatMap((object) => {
          if (object.kind !== 'StorageClass' || object['provisioner'] !== provisioner) return [];
          const key: unknown = Reflect.get(Object(object['parameters'] ?? {}), 'kmsKeyId');
          return typeof key === 'string' ? [key] : [];
        }),
      ),
    ),
  ].sort();
  if (keys.length === 0) return [];
  return [
    {
      Effect: 'Allow',
      Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
      Resource: keys,
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    {
      Effect: 'Allow',
      Action: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:DescribeKey',
      ],
      Resource: keys,
    },
  ];
}
