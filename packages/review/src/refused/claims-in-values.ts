import { isMapping, parseQuantity, valueAt } from '@espalier/model';
import { shown, type Refusal } from './refusal.ts';
import { isSameValue } from './same-value.ts';

/** The Helm values of one addon before and after a change. */
export interface ChangedValues {
  readonly before: unknown;
  readonly after: unknown;
  /** Where the chart's objects live. */
  readonly namespace: string;
}

/** A volume claim in Helm values, in the words of a Kubernetes claim or in those that charts share. */
interface Claim {
  readonly size: unknown;
  readonly class: unknown;
  readonly accessModes: unknown;
}

const names = { size: 'size', class: 'storage class', accessModes: 'access modes' } as const;

/**
 * Changes of volume claims inside Helm values, which the API server refuses or not by what the chart makes of them: a
 * StatefulSet refuses each, a claim of its own refuses all but more storage. An operator makes claims of its own.
 */
export function changedClaims({ before, after, namespace }: ChangedValues): readonly Refusal[] {
  const [old, now] = [claimsIn(before), claimsIn(after)];
  return [...now].flatMap(([path, claim]) => {
    const was = old.get(path);
    if (was === undefined) return [];
    return (['size', 'class', 'accessModes'] as const)
      .filter((part) => !isSameValue(was[part], claim[part]))
      .filter((part) => part !== 'size' || quantity(was.size) !== quantity(claim.size))
      .map((part) => ({
        code: 'ESP8007' as const,
        path,
        before: `${names[part]} ${shown(was[part])}`,
        after: `${names[part]} ${shown(claim[part])}`,
        because: operatorSpec.test(path)
          ? 'The operator deletes the StatefulSet and creates it again, and its pods may stop. A claim itself only grows.'
          : 'A StatefulSet refuses every change of its claims; a claim itself only grows.',
        isCertain: false as const,
        steps: stepsFor(part, { was, claim, namespace, spec: operatorSpec.exec(path)?.[0] }),
      }));
  });
}

/**
 * Where the Prometheus operator makes the StatefulSet, which it deletes and creates again instead of failing.
 * https://prometheus-operator.dev/docs/platform/storage/#resizing-volumes
 */
export const operatorSpec = /^.*?(?:prometheus|alertmanager|thanosRuler)Spec(?=\.|$)/;

function stepsFor(
  part: keyof Claim,
  {
    was,
    claim,
    namespace,
    spec,
  }: { readonly was: Claim; readonly claim: Claim; readonly namespace: string; readonly spec: string | undefined },
): readonly string[] {
  const inNamespace = `kubectl --namespace ${namespace}`;
  if (part !== 'size' || (quantity(claim.size) ?? 0) < (quantity(was.size) ?? 0)) {
    return ['Take the change back: what exists keeps what it has. Or install the addon anew and copy the data.'];
  }
  const grow = `${inNamespace} patch persistentvolumeclaim <claim> --patch '{"spec":{"resources":{"requests":{"storage":"${String(claim.size)}"}}}}'`;
  if (spec !== undefined) {
    return [
      `Set ${spec}.paused: true in a change before this one, so that the operator leaves the StatefulSet alone.`,
      `See its claims: ${inNamespace} get statefulset,persistentvolumeclaim`,
      `Merge the change, then grow each of its claims: ${grow}`,
      `Delete the StatefulSet without its pods: ${inNamespace} delete statefulset <name> --cascade=orphan`,
      `Take ${spec}.paused out again: the operator makes the StatefulSet anew, around the pods that run.`,
    ];
  }
  return [
    `See what the chart made: ${inNamespace} get statefulset,persistentvolumeclaim`,
    `Merge the change, then grow each of its claims: ${grow}`,
    `Where the sync fails, delete the StatefulSet without its pods, and Argo CD makes it anew: ${inNamespace} delete statefulset <name> --cascade=orphan`,
  ];
}

/** Every claim inside some values, by its path. */
function claimsIn(values: unknown, path = ''): ReadonlyMap<string, Claim> {
  if (Array.isArray(values)) {
    return new Map(values.flatMap((item, index) => [...claimsIn(item, `${path}[${index}]`)]));
  }
  if (!isMapping(values)) return new Map();
  const claim = claimOf(values);
  return new Map([
    ...(claim === undefined ? [] : [[path, claim] as const]),
    ...Object.entries(values).flatMap(([key, value]) => [...claimsIn(value, path === '' ? key : `${path}.${key}`)]),
  ]);
}

function claimOf(values: Readonly<Record<string, unknown>>): Claim | undefined {
  const storageClass = values['storageClassName'] ?? values['storageClass'];
  const accessModes = values['accessModes'];
  const inClaim = valueAt(values, ['resources', 'requests', 'storage']);
  if (inClaim !== undefined) return { size: inClaim, class: storageClass, accessModes };
  const isClaim = 'size' in values && quantity(values['size']) !== undefined;
  return isClaim ? { size: values['size'], class: storageClass, accessModes } : undefined;
}

function quantity(size: unknown): number | undefined {
  return typeof size === 'string' ? parseQuantity(size) : undefined;
}
