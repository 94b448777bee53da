import { loadPlatform } from '@espalier/model/load';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { fleetFiles } from './fleet.ts';
import { FleetWorkspace } from './workspace.ts';

test('a fleet loads and resolves without problems', async () => {
  const workspace = new FleetWorkspace(tmpdir(), { clusters: 1, apps: 5 });
  try {
    const { platform, problems } = await loadPlatform(workspace.root);
    expect(problems).toEqual([]);
    expect(platform?.clusters['cluster-001']?.apps.map(({ name }) => name)).toEqual([
      'app-001',
      'app-002',
      'app-003',
      'app-004',
      'app-005',
    ]);
  } finally {
    workspace.remove();
  }
});

test('ten clusters share an environment, and every app has a release in each', () => {
  const paths = Object.keys(fleetFiles({ clusters: 11, apps: 2 }));
  expect(paths.filter((path) => path.includes('/environments/'))).toHaveLength(2);
  expect(paths.filter((path) => path.endsWith('/cluster.ts'))).toHaveLength(11);
  expect(paths.filter((path) => path.includes('/releases/'))).toHaveLength(4);
});

test('the same size gives the same files', () => {
  const size = { clusters: 3, apps: 20 };
  expect(fleetFiles(size)).toEqual(fleetFiles(size));
});
