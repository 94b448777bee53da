import { valueAt, type KubernetesObject } from '@espalier/model';
import { inKubectl, shown, type Refusal, type RefusalRule } from './refusal.ts';
import { isSameValue } from './same-value.ts';

/** Fields that no object of a kind lets change, and what works instead. */
interface FixedFields {
  readonly kinds: readonly string[];
  readonly fields: readonly string[];
  readonly because: string;
  readonly steps: (object: KubernetesObject) => readonly string[];
}

/** Deleting an object that others do not miss for the minutes until Argo CD makes it anew. */
const deleteIt = (object: KubernetesObject, meanwhile: string): readonly string[] => [
  'Merge the change; its sync fails until the next step.',
  `Delete it, and Argo CD makes it anew within three minutes: kubectl delete ${inKubectl(object)}`,
  meanwhile,
];

/**
 * Sources: the API server's validation of updates by kind; https://kubernetes.io/docs/reference/kubernetes-api/ says
 * "immutable" of most of these.
 */
const fixed: readonly FixedFields[] = [
  {
    kinds: ['Deployment', 'DaemonSet', 'ReplicaSet'],
    fields: ['spec.selector'],
    because: 'Its pods would not be its own any more.',
    steps: (object) => [
      'Take the change back, or give the object another name so that old and new run side by side.',
      `Or delete it with its pods, which is downtime: kubectl delete ${inKubectl(object)}`,
    ],
  },
  {
    kinds: ['StorageClass'],
    fields: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
    because: 'A class is what volumes were made by.',
    steps: (object) => deleteIt(object, 'Volumes that exist stay as they are; new claims wait meanwhile.'),
  },
  {
    kinds: ['PersistentVolumeClaim'],
    fields: ['spec.accessModes', 'spec.storageClassName', 'spec.volumeMode', 'spec.volumeName', 'spec.selector'],
    because: 'A claim is bound to a volume of that kind.',
    steps: () => ['Take the change back, or make a claim of another name and copy the data.'],
  },
  {
    kinds: ['RoleBinding', 'ClusterRoleBinding'],
    fields: ['roleRef'],
    because: 'A binding would silently grant something else.',
    steps: (object) =>
      deleteIt(object, 'Its subjects have no such rights meanwhile. A binding of another name avoids that.'),
  },
  {
    kinds: ['PriorityClass'],
    fields: ['value', 'preemptionPolicy'],
    because: 'Pods carry the number of their class.',
    steps: (object) => deleteIt(object, 'Pods that run keep their priority; new ones wait meanwhile.'),
  },
  {
    kinds: ['IngressClass'],
    fields: ['spec.controller'],
    because: 'Ingresses of the class would change hands.',
    steps: (object) =>
      deleteIt(object, 'Give the new controller a class of its own instead, and move Ingresses one by one.'),
  },
  {
    kinds: ['Secret'],
    fields: ['type'],
    because: 'What reads a Secret goes by its type.',
    steps: (object) => deleteIt(object, 'Pods that start meanwhile wait for it.'),
  },
  {
    kinds: ['VolumeAttributesClass'],
    fields: ['driverName', 'parameters'],
    because: 'Volumes carry what their class says.',
    steps: (object) => deleteIt(object, 'Or give the new class another name, and set that one in the claims.'),
  },
  {
    kinds: ['RuntimeClass'],
    fields: ['handler'],
    because: 'Pods that run were started by that handler.',
    steps: (object) => deleteIt(object, 'Pods of the class cannot start meanwhile.'),
  },
  {
    kinds: ['CSIDriver'],
    fields: ['spec.attachRequired', 'spec.volumeLifecycleModes'],
    because: 'Volumes that are mounted depend on it.',
    steps: (object) => deleteIt(object, 'Volumes of the driver cannot be mounted meanwhile.'),
  },
  {
    kinds: ['EndpointSlice'],
    fields: ['addressType'],
    because: 'All addresses of a slice are of one type.',
    steps: (object) => deleteIt(object, 'Its Service sends nothing to its addresses meanwhile.'),
  },
  {
    kinds: ['ServiceCIDR'],
    fields: ['spec.cidrs'],
    because: 'Services have addresses of that range.',
    steps: () => ['Take the change back, or add another ServiceCIDR next to it.'],
  },
  {
    kinds: ['ResourceClaim', 'ResourceClaimTemplate', 'CertificateSigningRequest'],
    fields: ['spec'],
    because: 'It is a request, which is made once.',
    steps: (object) => deleteIt(object, 'Or give it another name, and refer to that one.'),
  },
  {
    kinds: ['LeaseCandidate'],
    fields: ['spec.leaseName'],
    because: 'A candidate is one of one lease.',
    steps: (object) => deleteIt(object, 'It is no candidate meanwhile.'),
  },
  {
    kinds: ['PersistentVolume'],
    fields: [
      ...[
        'awsElasticBlockStore',
        'azureDisk',
        'azureFile',
        'cephfs',
        'cinder',
        'csi',
        'fc',
        'flexVolume',
        'gcePersistentDisk',
      ],
      ...['glusterfs', 'hostPath', 'iscsi', 'local', 'nfs', 'portworxVolume', 'rbd', 'vsphereVolume', 'volumeMode'],
    ].map((field) => `spec.${field}`),
    because: 'A PersistentVolume is one disk.',
    steps: () => ['Take the change back, or make a PersistentVolume of another name for the other disk.'],
  },
  {
    kinds: ['CustomResourceDefinition'],
    fields: ['spec.group', 'spec.names.kind', 'spec.names.plural', 'spec.scope'],
    because: 'Every object of the kind is stored under it.',
    steps: () => [
      'Take the change back, or make a CRD of another name and write its objects anew.',
      'Do not delete the CRD: every object of its kind would be deleted with it.',
    ],
  },
];

/** Values that the API server puts where a manifest has none. */
const defaults: Readonly<Record<string, unknown>> = {
  'CSIDriver spec.attachRequired': true,
  'PersistentVolume spec.volumeMode': 'Filesystem',
};

/** Fields that can never change, for every kind that has such but StatefulSet, Service, Job and Pod. */
export const fixedFields: RefusalRule = ({ before, after }) =>
  fixed
    .filter(({ kinds }) => kinds.includes(after.kind))
    .flatMap(({ fields, because, steps }) =>
      fields.flatMap((path): readonly Refusal[] => {
        const keys = path.split('.');
        const byDefault = defaults[`${after.kind} ${path}`];
        const [old, now] = [valueAt(before, keys) ?? byDefault, valueAt(after, keys) ?? byDefault];
        if (isSameValue(old, now)) return [];
        return [{ code: 'ESP8003', path, before: shown(old), after: shown(now), because, steps: steps(after) }];
      }),
    );
