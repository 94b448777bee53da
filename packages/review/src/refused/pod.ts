import { isMapping, valueAt } from '@espalier/model';
import { inKubectl, shown, type RefusalRule } from './refusal.ts';
import { isSameValue } from './same-value.ts';

/** Fields of its spec that a Pod lets change; tolerations may be added. */
const changeable: ReadonlySet<string> = new Set([
  'activeDeadlineSeconds',
  'terminationGracePeriodSeconds',
  'tolerations',
]);

/** A Pod takes other images, and little else. Source: `ValidatePodUpdate` of the API server */
export const pod: RefusalRule = ({ before, after }) => {
  if (after.kind !== 'Pod') return [];
  const [old, now] = [valueAt(before, ['spec']), valueAt(after, ['spec'])];
  if (!isMapping(old) || !isMapping(now)) return [];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((field) => !changeable.has(field))
    .filter((field) => !isSameValue(withoutImages(old[field]), withoutImages(now[field])))
    .map((field) => ({
      code: 'ESP8003',
      path: `spec.${field}`,
      before: shown(old[field]),
      after: shown(now[field]),
      because: 'A Pod runs what it was made with, but for its images.',
      steps: [
        `Delete it, and Argo CD makes it anew within three minutes: kubectl delete ${inKubectl(after)}`,
        'Or use a Deployment, which replaces its pods itself.',
      ],
    }));
};

function withoutImages(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map((item: unknown) => (isMapping(item) && 'image' in item ? { ...item, image: undefined } : item))
    : value;
}
