import { valueAt } from '@espalier/model';
import { inKubectl, shown, type RefusalRule } from './refusal.ts';
import { isSameValue } from './same-value.ts';

/** A ConfigMap or Secret that was made immutable stays as it is. https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-immutable */
export const immutableData: RefusalRule = ({ before, after }) => {
  if (!['ConfigMap', 'Secret'].includes(after.kind) || valueAt(before, ['immutable']) !== true) return [];
  return ['data', 'binaryData', 'stringData', 'immutable']
    .filter((field) => !isSameValue(valueAt(before, [field]), valueAt(after, [field])))
    .map((path) => ({
      code: 'ESP8006' as const,
      path,
      before: path === 'immutable' ? shown(valueAt(before, [path])) : 'other data',
      after: path === 'immutable' ? shown(valueAt(after, [path])) : 'other data',
      because: 'It was made immutable.',
      steps: [
        'Give the changed object another name, and refer to that one.',
        `Or delete it, and Argo CD makes it anew within three minutes: kubectl delete ${inKubectl(after)}`,
      ],
    }));
};
