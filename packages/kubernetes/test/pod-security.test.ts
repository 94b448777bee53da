import type { KubernetesObject } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { identity } from './fixtures/app.ts';
import { buildApp } from './fixtures/project.ts';
import { migration, modelServer, report, store } from './fixtures/workloads.ts';

/**
 * The controls of https://kubernetes.io/docs/concepts/security/pod-security-standards/, baseline and restricted, as far
 * as a pod of ours has the fields they are about; that it has no other is the last of them.
 */
const workloads = [identity, store, report, migration, modelServer].flatMap((app) => podsOf(buildApp(app)));

describe.each(workloads)('the pods of $name', ({ pod }) => {
  const containers = [...list(pod['initContainers']), ...list(pod['containers'])];

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
    const fields = ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers', 'ephemeralContainers'];
    expect(Object.keys(pod).filter((field) => fields.includes(field))).toEqual([]);
    expect(JSON.stringify(containers)).not.toContain('hostPort');
  });

  test('hold no token for the Kubernetes API and no list of Services', () => {
    expect(pod).toMatchObject({ automountServiceAccountToken: false, enableServiceLinks: false });
  });
});

function podsOf(
  objects: readonly KubernetesObject[],
): readonly { readonly name: string; readonly pod: Readonly<Record<string, unknown>> }[] {
  const pods = objects.flatMap(({ metadata: { name }, spec }) => {
    const jobTemplate = record(record(spec)['jobTemplate'])['spec'];
    const template = record(spec)['template'] ?? record(jobTemplate)['template'];
    return template === undefined ? [] : [{ name, pod: record(record(template)['spec']) }];
  });
  if (pods.length === 0) throw new Error('There is no workload.');
  return pods;
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
