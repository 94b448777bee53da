import type { AddonDefinition, KubernetesObject } from '@espalier/model';
import { storageClassesOptions, type StorageClassesOptions } from './options.ts';

export type { StorageClassesOptions } from './options.ts';

/**
 * The StorageClass `gp3`, default for every claim: encrypted volumes of the EBS CSI driver, which is an EKS addon of the
 * cloud. EKS makes no class default since 1.30; its `gp2` stays unused.
 *
 * Source: https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 */
export function storageClasses(options: StorageClassesOptions = {}): AddonDefinition {
  return {
    name: 'storage-classes',
    options: { given: options, schema: storageClassesOptions },
    namespace: 'kube-system',
    objects: [gp3(options)],
  };
}

function gp3({ kmsKeyArn, reclaimPolicy = 'Delete' }: StorageClassesOptions): KubernetesObject {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'ebs.csi.aws.com',
    parameters: {
      type: 'gp3',
      'csi.storage.k8s.io/fstype': 'ext4',
      encrypted: 'true',
      ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
    },
    reclaimPolicy,
    allowVolumeExpansion: true,
    // A volume lies in one zone: the one where its pod is scheduled.
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}
