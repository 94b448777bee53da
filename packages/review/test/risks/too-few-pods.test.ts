import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const folder = 'clusters/production/shop';
const deployment = (replicas?: number): Tree => ({
  [`${folder}/deployment-shop.yaml`]: object('apps/v1', 'Deployment', {
    spec: { ...(replicas !== undefined && { replicas }) },
  }),
});
const budget = (spec: object): Tree => ({
  [`${folder}/poddisruptionbudget-shop.yaml`]: object('policy/v1', 'PodDisruptionBudget', { spec }),
});
const autoscaler = (minReplicas: number): Tree => ({
  [`${folder}/horizontalpodautoscaler-shop.yaml`]: object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { minReplicas },
  }),
});

describe('ESP8109', () => {
  test('replicas go to zero', () => {
    expect(found('ESP8109', deployment(3), deployment(0))).toMatchObject([
      { severity: 'high', effect: 'Deployment shop/shop has no pods any more; it had 3.' },
    ]);
    expect(found('ESP8109', deployment(3), deployment(2))).toEqual([]);
    expect(found('ESP8109', deployment(0), deployment(3))).toEqual([]);
  });

  test.each([
    [{ minAvailable: 2 }, true],
    [{ minAvailable: '100%' }, true],
    [{ minAvailable: '51%' }, true],
    [{ minAvailable: 1 }, false],
    [{ minAvailable: '50%' }, false],
    [{ maxUnavailable: 1 }, false],
  ])('replicas go from 4 to 2 with the budget %j', (spec, isBlocked) => {
    // A budget that blocks at 4 as well is no news.
    const isNews = isBlocked && JSON.stringify(spec) !== '{"minAvailable":"100%"}';
    const risks = found('ESP8109', { ...deployment(4), ...budget(spec) }, { ...deployment(2), ...budget(spec) });
    expect(risks).toHaveLength(isNews ? 1 : 0);
  });

  test('the fewest pods of an autoscaler go to what the budget needs', () => {
    const tree = (fewest: number): Tree => ({ ...deployment(), ...autoscaler(fewest), ...budget({ minAvailable: 2 }) });
    expect(found('ESP8109', tree(3), tree(2))).toMatchObject([{ path: 'spec.minReplicas', severity: 'high' }]);
    expect(found('ESP8109', tree(4), tree(3))).toEqual([]);
    expect(found('ESP8109', tree(2), tree(5))).toEqual([]);
  });

  test('a budget needs more than there are, unless it comes with its workload', () => {
    const tree = (spec: object): Tree => ({ ...deployment(3), ...budget(spec) });
    expect(found('ESP8109', tree({ maxUnavailable: 1 }), tree({ maxUnavailable: 0 }))).toMatchObject([
      {
        effect:
          'No node with a pod of PodDisruptionBudget shop/shop can be drained: the disruption budget needs all of the 3 pods.',
      },
    ]);
    expect(found('ESP8109', tree({ minAvailable: 1 }), tree({ minAvailable: 2 }))).toEqual([]);
    expect(found('ESP8109', {}, { ...deployment(1), ...budget({ minAvailable: 1 }) })).toEqual([]);
    expect(found('ESP8109', deployment(1), { ...deployment(1), ...budget({ minAvailable: 1 }) })).toHaveLength(1);
  });
});
