import { loadPlatform } from '@espalier/model/load';
import { stacksOf } from '@espalier/cloud';
import { planStacks } from '@espalier/cloud/plan';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { plannedTypes } from '../../../packages/cloud/src/terraform/roles/planned-types.ts';
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

test('the role that brings stacks up knows every type that the stacks of a fleet plan', async () => {
  const workspace = new FleetWorkspace(tmpdir(), { clusters: 1, apps: 5 });
  try {
    const { platform } = await loadPlatform(workspace.root);
    if (platform === undefined) throw new Error('the fleet does not resolve');
    const types = new Set<string>();
    const stacks = stacksOf(platform).map(({ name }) => name);
    for await (const { resources } of planStacks(platform, new Map(), stacks)) {
      for (const { kind, type } of resources) if (kind !== 'component') types.add(type);
    }
    expect(types.size).toBeGreaterThan(30);
    expect([...types].filter((type) => !type.startsWith('pulumi:providers:') && !(type in plannedTypes))).toEqual([]);
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
