import { describe, expect, test } from 'vitest';
import { container, plainApp } from './fixtures/app.ts';
import { asYaml, buildApp, listed, objectOf } from './fixtures/project.ts';
import { migration, modelServer, report, store } from './fixtures/workloads.ts';

describe('a stateful set', () => {
  test('has claims, a Service that names its pods and one that clients call', async () => {
    await expect(asYaml(buildApp(store))).toMatchFileSnapshot('snapshots/store.yaml');
  });

  test('has a name for its pods even where they have no ports', () => {
    const objects = buildApp({ ...store, containers: [container({ name: 'store' })] });
    expect(listed(objects).filter((object) => object.startsWith('Service '))).toEqual(['Service store-headless']);
    expect(objectOf(objects, 'StatefulSet')).toHaveProperty('spec.serviceName', 'store-headless');
  });

  test('starts its pods one after another only where it asks for it', () => {
    const policy = (ordered: boolean) => {
      const workload = { kind: 'statefulSet', ordered, volumes: [] } as const;
      return objectOf(buildApp({ ...store, workload }), 'StatefulSet');
    };
    expect(policy(true)).toHaveProperty('spec.podManagementPolicy', 'OrderedReady');
    expect(policy(false)).toHaveProperty('spec.podManagementPolicy', 'Parallel');
  });
});

test('a cron job runs in its time zone, and a late run is skipped', async () => {
  await expect(asYaml(buildApp(report))).toMatchFileSnapshot('snapshots/report.yaml');
});

test('a job is replaced when anything of it changes', async () => {
  await expect(asYaml(buildApp(migration))).toMatchFileSnapshot('snapshots/migration.yaml');
});

test('a model server runs alone on the nodes with GPUs', async () => {
  await expect(asYaml(buildApp(modelServer))).toMatchFileSnapshot('snapshots/model-server.yaml');
});

describe('a sidecar', () => {
  const app = plainApp({
    hasRole: true,
    containers: [
      container({ files: { '/etc/app.yaml': 'main' } }),
      container({ name: 'proxy', files: { '/etc/app.yaml': 'sidecar' }, environment: { LEVEL: 'info' } }),
    ],
  });
  const objects = buildApp(app);

  test('has its own environment and nothing injected', () => {
    expect(objectOf(objects, 'Deployment')).toHaveProperty('spec.template.spec.containers[1].env', [
      { name: 'LEVEL', value: 'info' },
    ]);
  });

  test('sees its own file and its own scratch directory at a path that the main container has too', () => {
    expect(objectOf(objects, 'ConfigMap')).toHaveProperty('data', {
      'etc_app.yaml': 'main',
      'proxy__etc_app.yaml-69787dae': 'sidecar',
    });
    expect(objectOf(objects, 'Deployment')).toHaveProperty('spec.template.spec.volumes', [
      { name: 'config', configMap: { name: 'identity' } },
      { name: 'writable-tmp', emptyDir: {} },
      { name: 'writable-proxy--tmp-ab597372', emptyDir: {} },
    ]);
  });
});
