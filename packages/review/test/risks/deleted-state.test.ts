import { describe, expect, test } from 'vitest';
import { found, object, type Tree } from './found.ts';

const other: Tree = {
  'clusters/production/argocd/application-other.yaml': object('argoproj.io/v1alpha1', 'Application', {}),
};
const claim = (options = ''): Tree => ({
  'clusters/production/shop/persistentvolumeclaim-shop.yaml': object(
    'v1',
    'PersistentVolumeClaim',
    { spec: {} },
    { annotations: { 'argocd.argoproj.io/sync-options': options } },
  ),
});

describe('ESP8101', () => {
  test('a claim is deleted', () => {
    expect(found('ESP8101', { ...claim(), ...other }, other)).toMatchObject([{ severity: 'critical' }]);
  });

  test('a claim that Argo CD keeps: the steps of its application', () => {
    const [risk] = found('ESP8101', { ...claim('Prune=false'), ...other }, other);
    expect(risk?.steps.at(-1)).toContain('npx nx uninstall production --application shop');
  });

  test('a namespace that Argo CD keeps: what it holds, then the namespace', () => {
    const namespace = {
      'clusters/production/namespaces/namespace-shop.yaml': object(
        'v1',
        'Namespace',
        {},
        { namespace: undefined, annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } },
      ),
    };
    const [risk] = found('ESP8101', { ...namespace, ...other }, other);
    expect(risk?.steps.slice(1).map((step) => step.split(': ').at(-1))).toEqual([
      'kubectl get all,persistentvolumeclaim --namespace shop',
      'kubectl delete namespace shop',
    ]);
  });

  test('nothing is deleted where Argo CD can read neither the Applications nor the folder', () => {
    expect(found('ESP8101', { ...claim(), ...other }, {})).toEqual([]);
    // The Application in the cluster still reads its own folder.
    const config = { 'clusters/production/shop/configmap-shop.yaml': object('v1', 'ConfigMap', { data: {} }) };
    expect(found('ESP8101', { ...claim(), ...config, ...other }, config)).toHaveLength(1);
  });
});
