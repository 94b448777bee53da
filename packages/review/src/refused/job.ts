import { isMapping, valueAt, type KubernetesObject } from '@espalier/model';
import { inKubectl, shown, type RefusalRule } from './refusal.ts';
import { isSameValue } from './same-value.ts';

const fields = [
  'template',
  'selector',
  'completionMode',
  'completions',
  'podFailurePolicy',
  'successPolicy',
  'backoffLimitPerIndex',
  'managedBy',
  'podReplacementPolicy',
] as const;

/** What decides where the pods of a suspended Job run may still change. */
const scheduling: ReadonlySet<string> = new Set(['nodeSelector', 'tolerations', 'affinity', 'schedulingGates']);

/** A Job runs what it was made with. Source: `ValidateJobUpdate` of the API server */
export const job: RefusalRule = ({ before, after }) => {
  if (after.kind !== 'Job') return [];
  return fields
    .map((field) => ({ field, old: valueAt(before, ['spec', field]), now: valueAt(after, ['spec', field]) }))
    .filter(({ field, old, now }) => {
      if (field === 'template' && valueAt(before, ['spec', 'suspend']) === true)
        return !isSameValue(unscheduled(old), unscheduled(now));
      if (field === 'completions' && isElastic(before) && isElastic(after)) return false;
      return !isSameValue(old, now);
    })
    .map(({ field, old, now }) => ({
      code: 'ESP8003',
      path: `spec.${field}`,
      before: shown(old),
      after: shown(now),
      because: 'A Job runs what it was made with.',
      steps: [
        `Delete it, and it runs again as it is now: kubectl delete ${inKubectl(after)}`,
        'Or let Argo CD do so each time: argocd.argoproj.io/sync-options: Force=true,Replace=true',
      ],
    }));
};

/** An indexed Job scales where completions and parallelism change together. https://kubernetes.io/docs/concepts/workloads/controllers/job/#elastic-indexed-jobs */
function isElastic(object: KubernetesObject): boolean {
  const spec = valueAt(object, ['spec']);
  return isMapping(spec) && spec['completionMode'] === 'Indexed' && spec['completions'] === spec['parallelism'];
}

function unscheduled(template: unknown): unknown {
  const spec = valueAt(template, ['spec']);
  if (!isMapping(spec)) return template;
  return { spec: Object.fromEntries(Object.entries(spec).filter(([field]) => !scheduling.has(field))) };
}
