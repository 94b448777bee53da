import type { KubernetesObject } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { identity } from './fixtures/app.ts';
import { buildApp } from './fixtures/project.ts';
import { migration, modelServer, report, store } from './fixtures/workloads.ts';

/**
 * The controls of https://kubernetes.io/docs/concepts/security/pod-security-standards/, baseline and restricted, as far
 * as a pod of ours has the fields they are about; that it has no other is the last of them.
 */
describe.each([identity, store, report, migration, modelServer])('the pods of $name', (app) => {
  const pod = podOf(buildApp(app));
  const containers = list(pod['containers']);

  test('run as a user that is not root, by its number', () => {
    expect(pod['securityContext']).toMatchObject({ runAsNonRoot: true, runAsUser: 10_001 });
  });

  test('have the seccomp profile of the runtime', () => {
    expect(pod['securityContext']).toMatchObject({ seccompProfile: { type: 'RuntimeDefault' } });
  });

  test('have no privileges and cannot gain any', () => {
    for (const { securityContext } of containers) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      });
    }
  });

  test('mount only volumes of the allowed types', () => {
    const types = list(pod['volumes'])
      .flatMap((volume) => Object.keys(volume))
      .filter((field) => field !== 'name');
    const allowed = [
      'configMap',
      'csi',
      'downwardAPI',
      'emptyDir',
      'ephemeral',
      'persistentVolumeClaim',
      'projected',
      'secret',
    ];
    expect(types.filter((type) => !allowed.includes(type))).toEqual([]);
  });

  test('reach into nothing of the host', () => {
    const fields = ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'initContainers', 'ephemeralContainers'];
    expect(Object.keys(pod).filter((field) => fields.includes(field))).toEqual([]);
    expect(JSON.stringify(containers)).not.toContain('hostPort');
  });

  test('hold no token for the Kubernetes API and no list of Services', () => {
    expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
  });
});

function podOf(objects: readonly KubernetesObject[]): Readonly<Record<string, unknown>> {
  for (const { spec } of objects) {
    const jobTemplate = record(record(spec)['jobTemplate'])['spec'];
    const template = record(spec)['template'] ?? record(jobTemplate)['template'];
    if (template !== undefined) return record(record(template)['spec']);
  }
  throw new Error('There is no workload.');
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
