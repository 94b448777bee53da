import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const configs = (count: number, cluster = 'production', from = 0): Tree =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => index + from).map((index) => [
      `clusters/${cluster}/shop/configmap-c${index}.yaml`,
      object('v1', 'ConfigMap', { data: { [`key-${index}`]: `${index}` } }, { name: `c${index}` }),
    ]),
  );

describe('ESP8107', () => {
  test('more than ten objects of a cluster are deleted', () => {
    expect(found('ESP8107', configs(100), configs(89))).toMatchObject([
      { severity: 'high', effect: '11 of 100 objects of cluster production are deleted at once (11 %).' },
    ]);
    expect(found('ESP8107', configs(100), configs(90))).toEqual([]);
  });

  test('more than a fifth of a cluster is deleted, which is critical from a half on', () => {
    expect(found('ESP8107', configs(12), configs(9))).toMatchObject([{ severity: 'high' }]);
    expect(found('ESP8107', configs(12), configs(5))).toMatchObject([{ severity: 'critical' }]);
    expect(found('ESP8107', configs(15), configs(12))).toEqual([]);
    // One of four is not many.
    expect(found('ESP8107', configs(4), configs(3))).toEqual([]);
  });

  test('a cluster that is empty is said once for each cluster', () => {
    const risks = found('ESP8107', { ...configs(5), ...configs(60, 'staging') }, configs(60, 'staging'));
    expect(risks).toMatchObject([
      {
        severity: 'critical',
        effect:
          'Nothing of cluster production is left in the tree: all 5 objects leave Git. Argo CD can no longer read the folder, so that it deletes nothing and manages nothing.',
        because:
          'The folder of the cluster is gone or empty. Its root Application gets a ComparisonError, and allowEmpty is false.',
      },
    ]);
    expect(risks[0]?.at).toHaveLength(1);
  });

  test('the budget may be another one', () => {
    expect(found('ESP8107', configs(100), configs(89), { budget: { objects: 20, share: 0.5 } })).toEqual([]);
    expect(found('ESP8107', configs(100), configs(95), { budget: { objects: 4, share: 0.5 } })).toHaveLength(1);
  });
});
