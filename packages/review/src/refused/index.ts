import { valueAt } from '@espalier/model';
import { claimSize } from './claim-size.ts';
import { fixedFields } from './fixed-fields.ts';
import { immutableData } from './immutable-data.ts';
import { job } from './job.ts';
import { pod } from './pod.ts';
import type { ChangedObject, Refusal, RefusalRule } from './refusal.ts';
import { serviceAddress } from './service-address.ts';
import { statefulSet } from './stateful-set.ts';
import { transitionRules } from './transition-rules.ts';

export { changedClaims, operatorSpec, type ChangedValues } from './claims-in-values.ts';
export { shown, type ChangedObject, type Refusal } from './refusal.ts';
export { isSameValue } from './same-value.ts';

const rules: readonly RefusalRule[] = [
  statefulSet,
  fixedFields,
  job,
  pod,
  claimSize,
  serviceAddress,
  immutableData,
  transitionRules,
];

/**
 * Changes of an object that the API server refuses, so that its Application fails to sync until a person acts. None
 * where Argo CD deletes the object first, since its sync options say `Force=true` and `Replace=true`.
 *
 * What counts is what was rendered before: where an earlier sync failed, the cluster holds something older.
 */
export function refusedChanges(change: ChangedObject): readonly Refusal[] {
  const options = String(valueAt(change.after, ['metadata', 'annotations', 'argocd.argoproj.io/sync-options'])).split(
    ',',
  );
  if (options.includes('Force=true') && options.includes('Replace=true')) return [];
  return rules.flatMap((rule) => rule(change));
}
