import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const finalizers = ['resources-finalizer.argocd.argoproj.io/foreground'];
function application(spec: object = {}, metadata: object = {}, name = 'shop'): Tree {
  return {
    [`clusters/production/argocd/application-${name}.yaml`]: object(
      'argoproj.io/v1alpha1',
      'Application',
      {
        spec: {
          destination: { namespace: 'shop', server: 'https://kubernetes.default.svc' },
          project: 'shop',
          source: { path: `clusters/production/${name}`, repoURL: 'https://github.com/riven/platform' },
          ...spec,
        },
      },
      { name, namespace: 'argocd', ...metadata },
    ),
  };
}

describe('ESP8120', () => {
  test('an Application leaves, with its objects or without', () => {
    const other = application({}, {}, 'other');
    const left = (tree: Tree): ReturnType<typeof found> => found('ESP8120', { ...tree, ...other }, other);
    expect(left(application({}, { finalizers }))).toMatchObject([
      { severity: 'high', effect: 'Application shop is deleted together with all its objects.' },
    ]);
    expect(left(application())).toMatchObject([
      {
        severity: 'medium',
        effect: 'Application shop is deleted and its objects stay in the cluster, where nothing manages them.',
      },
    ]);
  });

  test('where the cluster has no Applications any more, nothing reads that one is gone', () => {
    expect(found('ESP8120', application({}, { finalizers }), {})).toEqual([]);
  });

  describe('an app moves to another namespace', () => {
    const service = (namespace: string): Tree => ({
      'clusters/production/shop/service-shop.yaml': object('v1', 'Service', { spec: { port: 80 } }, { namespace }),
    });
    const destination = { namespace: 'store', server: 'https://kubernetes.default.svc' };
    const project = (...namespaces: readonly string[]): Tree => ({
      'clusters/production/argocd/appproject-store.yaml': object(
        'argoproj.io/v1alpha1',
        'AppProject',
        { spec: { destinations: namespaces.map((namespace) => ({ namespace })) } },
        { name: 'store', namespace: 'argocd' },
      ),
    });
    const moved = (projects: Tree): ReturnType<typeof found> =>
      found(
        'ESP8120',
        { ...application(), ...service('shop') },
        { ...application({ destination, project: 'store' }), ...service('store'), ...projects },
      ).filter(({ path }) => path === 'spec.destination.namespace');

    test.each([
      ['the project does not allow the old one', project('store')],
      ['the project is another one', {}],
    ])('%s: the old objects stay', (_, projects) => {
      const [risk] = moved(projects);
      expect(risk?.effect).toContain('the objects in the old namespace stay, unmanaged');
      expect(risk?.steps).toEqual([
        'Let callers use the new name shop.store.svc. shop.shop.svc is no longer served once the old Service is deleted.',
        'Then delete the old objects by hand: kubectl --namespace shop delete service/shop',
      ]);
    });

    test('the project allows both: the old objects are deleted', () => {
      const [risk] = moved(project('store', 'shop'));
      expect(risk?.effect).toContain('its objects are created there and deleted in the old one');
    });
  });

  test('an Application is renamed', () => {
    const [risk] = found('ESP8120', application({}, { finalizers }), application({}, { finalizers }, 'store'));
    expect(risk?.effect).toBe(
      'Application shop is deleted together with all its objects. Application store creates them anew.',
    );
  });

  test.each([
    ['spec.destination.namespace', { destination: { namespace: 'store', server: 'https://kubernetes.default.svc' } }],
    ['spec.destination.server', { destination: { namespace: 'shop', server: 'https://other' } }],
    ['spec.project', { project: 'other' }],
    [
      'spec.source.path',
      { source: { path: 'clusters/production/other', repoURL: 'https://github.com/riven/platform' } },
    ],
  ])('%s changes', (path, spec) => {
    expect(found('ESP8120', application(), application(spec))).toMatchObject([{ path }]);
  });

  test('another policy or version is none, nor is a second source', () => {
    expect(found('ESP8120', application(), application({ syncPolicy: { automated: {} } }))).toEqual([]);
    const chart = { chart: 'shop', repoURL: 'https://charts', targetRevision: '1.0.0' };
    const own = { path: 'clusters/production/shop', repoURL: 'https://github.com/riven/platform' };
    expect(found('ESP8120', application(), application({ source: undefined, sources: [chart, own] }))).toEqual([]);
  });

  test('an object moves to another Application', () => {
    const config = (app: string, metadata: object = {}): Tree => ({
      [`clusters/production/${app}/configmap-shop.yaml`]: object('v1', 'ConfigMap', { data: { a: '1' } }, metadata),
    });
    expect(found('ESP8120', config('shop'), config('store'))).toMatchObject([{ severity: 'medium' }]);
    const kept = { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } };
    expect(found('ESP8120', config('shop', kept), config('store', kept))).toEqual([]);
  });
});
