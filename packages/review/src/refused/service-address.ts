import { valueAt } from '@espalier/model';
import { inKubectl, shown, type ChangedObject, type Refusal, type RefusalRule } from './refusal.ts';

/**
 * A Service keeps its address: it becomes headless, or gets an address, only as another object. Where a manifest names
 * no address, the API server has given one, and that is kept.
 *
 * Source: `ValidateServiceUpdate` of the API server
 */
export const serviceAddress: RefusalRule = (change) => {
  const { before, after } = change;
  if (after.kind !== 'Service' || valueAt(after, ['spec', 'type']) === 'ExternalName') return [];
  const [old, now] = [valueAt(before, ['spec', 'clusterIP']), valueAt(after, ['spec', 'clusterIP'])];
  // Leaving an address out asks for no change of it, but for one that says that there is none.
  const isSame = old === now || (now === undefined && old !== 'None');
  return [
    ...(isSame
      ? []
      : [refusal(after, 'spec.clusterIP', old, now, 'A Service does not become headless, nor gets another address.')]),
    ...balancerFields(change),
  ];
};

/** What a load balancer and the addresses of a Service were made by. */
function balancerFields({ before, after }: ChangedObject): readonly Refusal[] {
  const found: Refusal[] = [];
  const typeOf = (object: ChangedObject['after']): unknown => valueAt(object, ['spec', 'type']);
  const compared = (path: readonly string[]): readonly [unknown, unknown] => [
    valueAt(before, path),
    valueAt(after, path),
  ];
  if (typeOf(before) === 'LoadBalancer' && typeOf(after) === 'LoadBalancer') {
    const [old, now] = compared(['spec', 'loadBalancerClass']);
    if (old !== now) {
      found.push(
        refusal(after, 'spec.loadBalancerClass', old, now, 'The class of a load balancer is set when it is made.'),
      );
    }
    const [port, newPort] = compared(['spec', 'healthCheckNodePort']);
    if (port !== undefined && newPort !== undefined && port !== newPort) {
      found.push(refusal(after, 'spec.healthCheckNodePort', port, newPort, 'The port of the health check stays.'));
    }
  }
  const [families, newFamilies] = compared(['spec', 'ipFamilies']);
  const [family, newFamily] = [families, newFamilies].map((list) =>
    Array.isArray(list) ? (list[0] as unknown) : undefined,
  );
  if (family !== undefined && newFamily !== undefined && family !== newFamily) {
    found.push(
      refusal(after, 'spec.ipFamilies', family, newFamily, 'The first family of addresses of a Service stays.'),
    );
  }
  return found;
}

function refusal(
  service: ChangedObject['after'],
  path: string,
  before: unknown,
  now: unknown,
  because: string,
): Refusal {
  return {
    code: 'ESP8005',
    path,
    before: shown(before),
    after: shown(now),
    because,
    steps: [
      'Merge the change; its sync fails until the next step.',
      `Delete it, and Argo CD makes it anew within three minutes: kubectl delete ${inKubectl(service)}`,
      'Its name resolves to nothing meanwhile: do it when the callers can wait, or give the new Service another name first.',
    ],
  };
}
