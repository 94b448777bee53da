import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const folder = 'clusters/production/shop';
function workload(kind: string, spec: object, image: string, podSpec: object = {}): Tree {
  return {
    [`${folder}/${kind.toLowerCase()}-shop.yaml`]: object('apps/v1', kind, {
      spec: { ...spec, template: { spec: { containers: [{ name: 'shop', image }], ...podSpec } } },
    }),
  };
}
const restarted = (kind: string, spec: object, podSpec: object = {}, others: Tree = {}): ReturnType<typeof found> =>
  found(
    'ESP8108',
    { ...workload(kind, spec, 'shop:1', podSpec), ...others },
    { ...workload(kind, spec, 'shop:2', podSpec), ...others },
  );
const claim = (accessMode: string): Tree => ({
  [`${folder}/persistentvolumeclaim-data.yaml`]: object('v1', 'PersistentVolumeClaim', {
    spec: { accessModes: [accessMode] },
  }),
});
const withClaim = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };

describe('ESP8108', () => {
  test.each([
    ['Deployment', { replicas: 3, strategy: { type: 'Recreate' } }, 'Recreate'],
    ['Deployment', { replicas: 3, strategy: { rollingUpdate: { maxUnavailable: '100%' } } }, '100%'],
    ['Deployment', { replicas: 1, strategy: { rollingUpdate: { maxUnavailable: 1 } } }, 'maxUnavailable: 1'],
    ['StatefulSet', { replicas: 1 }, 'it has one pod'],
  ])('a %s with %j stops before it starts', (kind, spec, reason) => {
    const [risk] = restarted(kind, spec);
    expect(risk).toMatchObject({ severity: 'medium' });
    expect(risk?.because).toContain(reason);
    expect(risk?.effect).toBe(`${kind} shop/shop does not serve while its pods restart; for how long is not known.`);
  });

  test('a pod that waits for a claim of one node', () => {
    expect(restarted('Deployment', { replicas: 1 }, withClaim, claim('ReadWriteOnce'))[0]?.because).toContain(
      'claim data',
    );
    expect(restarted('Deployment', { replicas: 1 }, withClaim, claim('ReadWriteMany'))).toEqual([]);
  });

  test.each([
    ['Deployment', { replicas: 1 }],
    ['Deployment', { replicas: 3, strategy: { rollingUpdate: { maxUnavailable: 1 } } }],
    ['Deployment', { replicas: 0, strategy: { type: 'Recreate' } }],
    ['StatefulSet', { replicas: 3 }],
  ])('a %s with %j serves meanwhile, or has nothing to serve with', (kind, spec) => {
    expect(restarted(kind, spec)).toEqual([]);
  });

  test('nothing restarts where the template stays', () => {
    const spec = { strategy: { type: 'Recreate' } };
    expect(
      found(
        'ESP8108',
        workload('Deployment', { ...spec, replicas: 1 }, 'a'),
        workload('Deployment', { ...spec, replicas: 2 }, 'a'),
      ),
    ).toEqual([]);
  });
});
