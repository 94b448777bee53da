import { isMapping, parseQuantity, valueAt, listAt } from '@espalier/model';
import { inKubectl, shown, type ChangedObject, type Refusal, type RefusalRule } from './refusal.ts';
import { isSameValue } from './same-value.ts';

/** Fields of its spec that a StatefulSet lets change; the list has grown with Kubernetes. */
const changeable: ReadonlySet<string> = new Set([
  'replicas',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
  'ordinals',
]);

/**
 * A StatefulSet takes changes of few fields of its spec; of the others most often claims grow, or their class changes.
 *
 * Source: `ValidateStatefulSetUpdate` of the API server; https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export const statefulSet: RefusalRule = (change) => {
  if (change.after.kind !== 'StatefulSet') return [];
  const { before, after, kubernetesVersion } = change;
  const [old, now] = [valueAt(before, ['spec']), valueAt(after, ['spec'])];
  if (!isMapping(old) || !isMapping(now)) return [];
  const fields = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...fields]
    .filter(
      (field) => !changeable.has(field) && !(field === 'revisionHistoryLimit' && isAtLeast(kubernetesVersion, 33)),
    )
    .filter((field) => !isSameValue(old[field], now[field]))
    .flatMap((field) =>
      field === 'volumeClaimTemplates' ? claimTemplates(change) : [otherField(change, field, old[field], now[field])],
    );
};

function claimTemplates({ before, after }: ChangedObject): readonly Refusal[] {
  const [old, now] = [templatesOf(before), templatesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => !isSameValue(old.get(name), now.get(name)))
    .map((name) => {
      const path = `spec.volumeClaimTemplates[${name}]`;
      const [was, is] = [sizeOf(old.get(name)), sizeOf(now.get(name))];
      const isSizeOnly = was !== is && isSameValue(withoutSize(old.get(name)), withoutSize(now.get(name)));
      const common = { code: 'ESP8001', because: 'The claims of a StatefulSet cannot be changed through it.' } as const;
      if (!isSizeOnly) {
        return {
          ...common,
          path,
          before: shown(old.get(name)),
          after: shown(now.get(name)),
          steps: [
            ...replaceKeepingPods(after),
            'Claims that exist keep what they have: to move data to another class, restore a snapshot of its volume into a new claim.',
          ],
        };
      }
      const steps = isLess(is, was)
        ? [
            'A volume never shrinks: take the change back, or give the claim another name and copy the data.',
            `See how much is used: kubectl ${inNamespace(after)}exec ${after.metadata.name}-0 -- df -h`,
          ]
        : [
            'Merge the change; its sync fails until the last step.',
            `Grow each claim: kubectl ${inNamespace(after)}patch persistentvolumeclaim ${name}-${after.metadata.name}-0 --patch '{"spec":{"resources":{"requests":{"storage":"${is}"}}}}', and so for -1, -2, …; its class must have allowVolumeExpansion, and EBS lets a volume change once in six hours.`,
            ...replaceKeepingPods(after).slice(1),
          ];
      return {
        ...common,
        path: `${path}.spec.resources.requests.storage`,
        before: shown(was),
        after: shown(is),
        steps,
      };
    });
}

function otherField({ after }: ChangedObject, field: string, before: unknown, now: unknown): Refusal {
  return {
    code: 'ESP8002',
    path: `spec.${field}`,
    before: shown(before),
    after: shown(now),
    because: 'A StatefulSet does not let this field change.',
    steps:
      field === 'selector'
        ? [
            'Its pods would not be its own any more: take the change back, or delete it with its pods, which is downtime; claims stay.',
            `kubectl delete ${inKubectl(after)}`,
          ]
        : replaceKeepingPods(after),
  };
}

/** Argo CD makes the StatefulSet anew; it takes over pods and claims, which go on. */
function replaceKeepingPods(object: ChangedObject['after']): readonly string[] {
  return [
    'Merge the change; its sync fails until the next step.',
    `Delete the StatefulSet without its pods: kubectl delete ${inKubectl(object)} --cascade=orphan`,
    'Argo CD makes it anew at its next try, within three minutes; it adopts the pods and restarts them one by one.',
  ];
}

function templatesOf(object: ChangedObject['after']): ReadonlyMap<string, unknown> {
  const all = listAt(object, ['spec', 'volumeClaimTemplates']);
  return new Map(all.map((template) => [String(valueAt(template, ['metadata', 'name'])), template]));
}

function sizeOf(template: unknown): string {
  const size = valueAt(template, ['spec', 'resources', 'requests', 'storage']);
  return typeof size === 'string' ? size : '';
}

function withoutSize(template: unknown): unknown {
  if (!isMapping(template) || !isMapping(template['spec'])) return template;
  return { ...template, spec: { ...template['spec'], resources: undefined } };
}

function isLess(one: string, other: string): boolean {
  return (parseQuantity(one) ?? 0) < (parseQuantity(other) ?? 0);
}

function inNamespace({ metadata: { namespace } }: ChangedObject['after']): string {
  return namespace === undefined ? '' : `--namespace ${namespace} `;
}

function isAtLeast(version: string, minor: number): boolean {
  return Number(version.split('.')[1]) >= minor;
}
