import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const ingress = (name: string, host: string, paths: readonly string[] = ['/']): Tree => ({
  [`clusters/production/${name}/ingress-${name}.yaml`]: object(
    'networking.k8s.io/v1',
    'Ingress',
    { spec: { rules: [{ host, http: { paths: paths.map((path) => ({ path, pathType: 'Prefix' })) } }] } },
    { name, namespace: name },
  ),
});

describe('ESP8121', () => {
  test('two Ingresses claim one host and path', () => {
    const old = ingress('shop', 'riven.dev');
    expect(found('ESP8121', old, { ...old, ...ingress('store', 'riven.dev') })).toMatchObject([
      {
        severity: 'high',
        effect:
          'Ingress shop/shop and Ingress store/store both claim riven.dev/, and the controller takes the older one.',
      },
    ]);
  });

  test('a host moves', () => {
    const before = { ...ingress('shop', 'riven.dev'), ...ingress('store', 'store.riven.dev') };
    const after = { ...ingress('shop', 'shop.riven.dev'), ...ingress('store', 'riven.dev') };
    expect(found('ESP8121', before, after)).toMatchObject([
      { severity: 'high', effect: expect.stringContaining('Host store.riven.dev goes away') as string },
      {
        severity: 'medium',
        effect:
          'Host riven.dev moves from Ingress shop/shop to Ingress store/store, and may answer nothing in between.',
      },
    ]);
  });

  test('a host goes away with its Ingress, or leaves it', () => {
    const [old, other] = [ingress('shop', 'riven.dev'), ingress('store', 'store.riven.dev')];
    const effect =
      'Host riven.dev goes away: no Ingress or HTTPRoute of the cluster has it any more, and its callers get an error.';
    expect(found('ESP8121', { ...old, ...other }, other)).toMatchObject([{ severity: 'high', effect }]);
    expect(found('ESP8121', old, ingress('shop', 'shop.riven.dev'))).toMatchObject([{ severity: 'high', effect }]);
  });

  test('a host that something else has does not go away, nor one of a cluster that nothing reads', () => {
    const old = ingress('shop', 'riven.dev');
    const kept = ingress('store', 'riven.dev', ['/store']);
    expect(found('ESP8121', { ...old, ...kept }, kept)).toEqual([]);
    const wildcard = ingress('all', '*.riven.dev');
    expect(found('ESP8121', { ...ingress('shop', 'shop.riven.dev'), ...wildcard }, wildcard)).toEqual([]);
    const application = {
      'clusters/production/argocd/application-shop.yaml': object('argoproj.io/v1alpha1', 'Application', {}),
    };
    expect(found('ESP8121', { ...old, ...application }, {})).toEqual([]);
  });

  test('an Ingress with its host is renamed, or gives way to another one', () => {
    const [old, now] = [ingress('shop', 'riven.dev'), ingress('store', 'riven.dev')];
    expect(found('ESP8121', old, now)).toHaveLength(1);
    const inPlace = Object.values(now).map((data) => ({
      ...(data as object),
      metadata: { name: 'store', namespace: 'shop' },
    }));
    expect(found('ESP8121', old, { 'clusters/production/shop/ingress-store.yaml': inPlace[0] })).toHaveLength(1);
  });

  test('other paths of one host, a new host, and another path of its own are none', () => {
    const old = ingress('shop', 'riven.dev');
    expect(found('ESP8121', old, { ...old, ...ingress('store', 'riven.dev', ['/store']) })).toEqual([]);
    expect(found('ESP8121', old, { ...old, ...ingress('store', 'store.riven.dev') })).toEqual([]);
    expect(found('ESP8121', old, ingress('shop', 'riven.dev', ['/', '/api']))).toEqual([]);
  });
});
