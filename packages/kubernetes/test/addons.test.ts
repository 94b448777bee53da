import type { KubernetesObject } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { cluster, grafana, storageClasses } from './fixtures/platform.ts';
import { asYaml, build, objectOf } from './fixtures/project.ts';

describe('an addon', () => {
  test('is its companion objects, its secrets and the values of its chart', async () => {
    const { objects, documents } = build('grafana');
    await expect(asYaml(objects)).toMatchFileSnapshot('snapshots/grafana.yaml');
    expect(documents).toEqual({ 'values/grafana.yaml': [grafana.values] });
  });

  test('without a chart has no values', () => {
    expect(build('storage-classes').documents).toEqual({});
  });
});

describe('a companion object', () => {
  test('without a namespace goes to that of its addon, unless its kind has none', () => {
    expect(objectOf(build('grafana').objects, 'ConfigMap').metadata.namespace).toBe('monitoring');
    expect(objectOf(build('storage-classes').objects, 'VolumeSnapshotClass').metadata).not.toHaveProperty('namespace');
  });

  test('keeps its own namespace and labels', () => {
    const labels = { 'app.kubernetes.io/managed-by': 'somebody' };
    const given = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'given', namespace: 'kube-system', labels },
    };
    expect(companion(given).metadata).toEqual({
      name: 'given',
      namespace: 'kube-system',
      labels: {
        'app.kubernetes.io/instance': 'storage-classes',
        'app.kubernetes.io/managed-by': 'somebody',
        'app.kubernetes.io/part-of': 'riven',
      },
    });
  });

  test('waits for a CRD from another application, in addition to its own sync options', () => {
    const annotations = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' };
    const given = { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'le', annotations } };
    expect(companion(given).metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'ServerSideApply=true,SkipDryRunOnMissingResource=true',
    });
    expect(companion(given, ['cert-manager.io']).metadata.annotations).toEqual(annotations);
  });

  test('that holds data is never pruned', () => {
    const given = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data' } };
    expect(companion(given).metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    });
  });

  test('that says itself that it is not pruned does not keep its Application OutOfSync once it has left Git', () => {
    const annotations = { 'argocd.argoproj.io/sync-options': 'Prune=false' };
    const given = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'licences', annotations } };
    expect(companion(given).metadata.annotations).toEqual({
      'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
      'argocd.argoproj.io/sync-options': 'Prune=false',
    });
  });
});

function companion(object: KubernetesObject, crdGroups: readonly string[] = []): KubernetesObject {
  const application = { name: 'storage-classes', kind: 'addon', wave: 0, after: [] } as const;
  const addons = [{ ...storageClasses, objects: [object], crdGroups }];
  return objectOf(build('storage-classes', cluster({ addons, applications: [application] })).objects, object.kind);
}
