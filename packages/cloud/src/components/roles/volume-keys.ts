import type { PolicyStatement, ResolvedCluster } from '@espalier/model';

/** What calls itself so in a StorageClass is the EBS CSI driver. */
const provisioner = 'ebs.csi.aws.com';

/**
 * What the EBS driver may do with the keys that StorageClasses of a cluster name. Without one, volumes are encrypted by
 * AWS's own key, which needs no permission.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html#csi-iam-role
 */
export function volumeKeyStatements(cluster: ResolvedCluster): readonly PolicyStatement[] {
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
      actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
      resources: keys,
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    },
    {
      actions: [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:DescribeKey',
      ],
      resources: keys,
    },
  ];
}
