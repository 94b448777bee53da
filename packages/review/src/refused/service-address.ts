import { valueAt } from '@espalier/model';
import { inKubectl, shown, type RefusalRule } from './refusal.ts';

/**
 * A Service keeps its address: it becomes headless, or gets an address, only as another object. Where a manifest names
 * no address, the API server has given one, and that is kept.
 *
 * Source: `ValidateServiceUpdate` of the API server
 */
export const serviceAddress: RefusalRule = ({ before, after }) => {
  if (after.kind !== 'Service' || valueAt(after, ['spec', 'type']) === 'ExternalName') return [];
  const [old, now] = [valueAt(before, ['spec', 'clusterIP']), valueAt(after, ['spec', 'clusterIP'])];
  // Leaving an address out asks for no change of it, but for one that says that there is none.
  if (old === now || (now === undefined && old !== 'None')) return [];
  return [
    {
      code: 'ESP8005',
      path: 'spec.clusterIP',
      before: shown(old),
      after: shown(now),
      because: 'A Service does not become headless, nor gets another address.',
      steps: [
        'Merge the change; its sync fails until the next step.',
        `Delete it, and Argo CD makes it anew within three minutes: kubectl delete ${inKubectl(after)}`,
        'Its name resolves to nothing meanwhile: do it when the callers can wait, or give the new Service another name first.',
      ],
    },
  ];
};
