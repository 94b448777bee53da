import type { AddonDefinition, KubernetesObject } from '@espalier/model';
import { storageClassesOptions, type StorageClassesOptions } from './options.ts';

export type { StorageClassesOptions } from './options.ts';

/**
 * The StorageClass `gp3`, the default for every claim: encrypted volumes of the EBS CSI driver, an EKS addon. EKS sets
 * no default class since 1.30; its `gp2` is unused.
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
    // A volume is in one zone: the zone of its pod.
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}
