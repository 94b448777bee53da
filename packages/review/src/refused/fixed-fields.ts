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
    kinds: ['Job'],
    fields: ['spec.template', 'spec.selector', 'spec.completionMode', 'spec.completions', 'spec.podFailurePolicy'],
    because: 'A Job runs what it was made with.',
    steps: (object) => [
      `Delete it, and it runs again as it is now: kubectl delete ${inKubectl(object)}`,
      'Or let Argo CD do so each time: argocd.argoproj.io/sync-options: Force=true,Replace=true',
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
];

/** Fields that can never change, for every kind that has such but StatefulSet and Service. */
export const fixedFields: RefusalRule = ({ before, after }) =>
  fixed
    .filter(({ kinds }) => kinds.includes(after.kind))
    .flatMap(({ fields, because, steps }) =>
      fields.flatMap((path): readonly Refusal[] => {
        const keys = path.split('.');
        const [old, now] = [valueAt(before, keys), valueAt(after, keys)];
        if (isSameValue(old, now)) return [];
        return [{ code: 'ESP8003', path, before: shown(old), after: shown(now), because, steps: steps(after) }];
      }),
    );
