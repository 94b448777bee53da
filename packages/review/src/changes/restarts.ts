import { isMapping, valueAt, type Json } from '@espalier/model';
import type { Comparison } from '../comparison/index.ts';
import { canonical } from '../difference/index.ts';
import { readDocuments, type ObjectSubject } from '../documents/index.ts';
import type { Change } from './change.ts';

/** Pods that a change replaces by new ones. */
export interface Restart {
  /** How many; `undefined` where there is one on each node. */
  readonly pods: number | undefined;
  /** Whether there may be more: an autoscaler decides. */
  readonly isAtLeast: boolean;
}

/** Kinds whose controller replaces the pods when their template changes. */
const controllers: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/**
 * The pods that a change of a workload restarts: any difference of the pod template, labels and the order of a list
 * included, since the controller compares the whole of it. `undefined` where none restarts.
 */
export function restartOf(change: Change, comparison: Comparison): Restart | undefined {
  const { subject, before, after } = change;
  if (subject.is !== 'object' || !controllers.has(subject.kind) || change.action === 'renamed') return undefined;
  if (before === undefined || after === undefined) return undefined;
  const [old, now] = [templateOf(before), templateOf(after)];
  if (old === undefined || now === undefined || canonical(old) === canonical(now)) return undefined;
  if (subject.kind === 'DaemonSet') return { pods: undefined, isAtLeast: false };
  return podsOf(after, subject, change.file, comparison);
}

/** How many pods a workload runs: what it says, or the fewest that its autoscaler keeps. */
export function podsOf(
  workload: Json,
  subject: ObjectSubject,
  file: string,
  comparison: Comparison,
): { readonly pods: number; readonly isAtLeast: boolean } {
  const replicas = valueAt(workload, ['spec', 'replicas']);
  if (typeof replicas === 'number') return { pods: replicas, isAtLeast: false };
  const autoscaler = neighbour(comparison, file, 'HorizontalPodAutoscaler', subject.name);
  const fewest = valueAt(autoscaler, ['spec', 'minReplicas']);
  return typeof fewest === 'number' ? { pods: fewest, isAtLeast: true } : { pods: 1, isAtLeast: false };
}

/** An object of the same application and name, as it is at head; `undefined` where there is none. */
export function neighbour(comparison: Comparison, file: string, kind: string, name: string): Json | undefined {
  const path = `${file.slice(0, file.lastIndexOf('/') + 1)}${kind.toLowerCase()}-${name}.yaml`;
  const text = comparison.read('head', [path]).get(path);
  return text === undefined ? undefined : readDocuments(path, text)[0]?.data;
}

function templateOf(workload: Json): unknown {
  const template = valueAt(workload, ['spec', 'template']);
  return isMapping(template) ? template : undefined;
}
