import { parseQuantity, valueAt } from '@espalier/model';
import { shown, type RefusalRule } from './refusal.ts';

/** A PersistentVolumeClaim grows and never shrinks. https://kubernetes.io/docs/concepts/storage/persistent-volumes/ */
export const claimSize: RefusalRule = ({ before, after }) => {
  if (after.kind !== 'PersistentVolumeClaim') return [];
  const keys = ['spec', 'resources', 'requests', 'storage'];
  const [old, now] = [valueAt(before, keys), valueAt(after, keys)];
  if ((parseQuantity(String(now)) ?? 0) >= (parseQuantity(String(old)) ?? 0)) return [];
  return [
    {
      code: 'ESP8004',
      path: keys.join('.'),
      before: shown(old),
      after: shown(now),
      because: 'A volume never shrinks.',
      steps: ['Take the change back, or make a claim of another name and copy the data.'],
    },
  ];
};
