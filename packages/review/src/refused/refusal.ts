import type { KubernetesObject } from '@espalier/model';

/** A change of an object that the API server refuses: the sync fails, and is tried again without end. */
export interface Refusal {
  readonly code: `ESP${number}`;
  /** Path of the field, such as `spec.volumeClaimTemplates[data].spec.resources.requests.storage`. */
  readonly path: string;
  /** The field before and after, as JSON; `nothing` where it is absent. */
  readonly before: string;
  readonly after: string;
  /** Why it is refused, as a full sentence. */
  readonly because: string;
  /** What works instead, one sentence or command each, in order. */
  readonly steps: readonly string[];
  /** Set where it depends on what a chart makes of its values. */
  readonly isCertain?: false;
  /** Why it is not certain, as a full sentence; left out where it is, or where a chart decides. */
  readonly source?: string;
}

/** The same object before and after a change, in a cluster. */
export interface ChangedObject {
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
  /** Minor of the cluster, such as `1.35`. */
  readonly kubernetesVersion: string;
  /** CRD of the object, for its rules on changes. @default its rules are not looked at */
  readonly crd?: KubernetesObject;
}

/** What of a change of one kind of objects is refused; nothing for objects of other kinds. */
export type RefusalRule = (change: ChangedObject) => readonly Refusal[];

/** How `kubectl` names an object: `--namespace auth statefulset/identity`. */
export function inKubectl({ kind, metadata: { name, namespace } }: KubernetesObject): string {
  return `${namespace === undefined ? '' : `--namespace ${namespace} `}${kind.toLowerCase()}/${name}`;
}

/** A value as a reader sees it. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
