import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const deployment = (image: string): Tree => ({
  'clusters/production/shop/deployment-shop.yaml': object('apps/v1', 'Deployment', {
    spec: { template: { spec: { containers: [{ name: 'shop', image }] } } },
  }),
});
const changed = (before: string, after: string): ReturnType<typeof found> =>
  found('ESP8125', deployment(before), deployment(after));

describe('ESP8125', () => {
  test.each([
    ['ghcr.io/riven/shop:1', 'docker.io/riven/shop:1'],
    ['ghcr.io/riven/shop:1', 'ghcr.io/other/shop:1'],
    ['registry:5000/shop:1', 'registry:5001/shop:1'],
    ['nginx:1', 'bitnami/nginx:1'],
  ])('%s becomes %s', (before, after) => {
    expect(changed(before, after)).toMatchObject([{ severity: 'high' }]);
  });

  test.each([
    ['ghcr.io/riven/shop:1', 'ghcr.io/riven/shop:latest'],
    ['ghcr.io/riven/shop:1', 'ghcr.io/riven/shop'],
    ['registry:5000/shop:1', 'registry:5000/shop'],
  ])('%s becomes %s, which is not pinned', (before, after) => {
    expect(changed(before, after)).toMatchObject([{ severity: 'medium' }]);
  });

  test.each([
    ['ghcr.io/riven/shop:1', 'ghcr.io/riven/shop:2'],
    ['ghcr.io/riven/shop:1', 'ghcr.io/riven/shop@sha256:0123'],
    ['ghcr.io/riven/shop:latest', 'ghcr.io/riven/shop:1'],
    // A name that looks like that of a credential.
    ['ghcr.io/riven/authorization:1', 'ghcr.io/riven/authorization:2'],
    ['nginx:1', 'docker.io/library/nginx:2'],
    ['ghcr.io/riven/shop', 'ghcr.io/riven/shop:latest'],
  ])('%s becomes %s: none', (before, after) => {
    expect(changed(before, after)).toEqual([]);
  });

  test('a new workload is pinned or not', () => {
    expect(found('ESP8125', {}, deployment('ghcr.io/riven/shop:1'))).toEqual([]);
    expect(found('ESP8125', {}, deployment('ghcr.io/riven/shop'))).toHaveLength(1);
  });

  test('Helm values name another repository', () => {
    const values = (image: object): Tree => ({ 'clusters/production/values/grafana.yaml': { image } });
    const old = values({ registry: 'docker.io', repository: 'grafana/grafana', tag: '12.0.0' });
    expect(
      found('ESP8125', old, values({ registry: 'docker.io', repository: 'other/grafana', tag: '12.0.0' })),
    ).toMatchObject([{ path: 'image.repository' }]);
    expect(
      found('ESP8125', old, values({ registry: 'docker.io', repository: 'grafana/grafana', tag: '12.1.0' })),
    ).toEqual([]);
  });

  test('a chart comes from another repository', () => {
    const application = (repoURL: string, targetRevision: string): Tree => ({
      'clusters/production/argocd/application-shop.yaml': object('argoproj.io/v1alpha1', 'Application', {
        spec: { source: { chart: 'shop', repoURL, targetRevision } },
      }),
    });
    expect(found('ESP8125', application('https://one', '1'), application('https://two', '1'))).toHaveLength(1);
    expect(found('ESP8125', application('https://one', '1'), application('https://one', '2'))).toEqual([]);
  });
});
