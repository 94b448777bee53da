import { expect, test } from 'vitest';
import { formatProblem, resolve, type ClusterDefinition } from '../src/index.ts';
import { definitions } from './definitions.ts';

function problemsOf(change: Partial<ClusterDefinition>): string {
  const { clusters } = definitions();
  const staging = clusters['staging'];
  if (staging === undefined) throw new Error('no staging');
  const value = { ...staging.value, ...change };
  return resolve(definitions({ clusters: { ...clusters, staging: { ...staging, value } } }))
    .problems.map(formatProblem)
    .join('\n\n');
}

test.each([
  ['the control plane first', { kubernetesVersion: '1.36', stillAt: { managedAddons: '1.35', nodes: '1.35' } }],
  ['then the addons', { kubernetesVersion: '1.36', stillAt: { nodes: '1.35' } }],
  ['then the nodes', { kubernetesVersion: '1.36' }],
  [
    'all at the new version, and said so',
    { kubernetesVersion: '1.36', stillAt: { managedAddons: '1.36', nodes: '1.36' } },
  ],
])('a step of an upgrade: %s', (_, step) => {
  expect(problemsOf(step)).toBe('');
});

test('what lags lags one minor', () => {
  expect(problemsOf({ kubernetesVersion: '1.36', stillAt: { nodes: '1.34' } })).toMatchInlineSnapshot(`
    "ESP2218  apps/platform/clusters/staging/cluster.ts  stillAt.nodes
      The nodes are still at 1.34, the control plane is at 1.36.
      1.35 during an upgrade, or nothing: EKS upgrades one minor at a time, the control plane first.
      Finish the upgrade to 1.35 before you raise the control plane to 1.36."
  `);
});

test('nothing is ahead of the control plane', () => {
  expect(problemsOf({ kubernetesVersion: '1.35', stillAt: { managedAddons: '1.36', nodes: '1.35' } }))
    .toMatchInlineSnapshot(`
    "ESP2218  apps/platform/clusters/staging/cluster.ts  stillAt.managedAddons
      The managed addons are still at 1.36, the control plane is at 1.35.
      1.34 during an upgrade, or nothing: EKS upgrades one minor at a time, the control plane first.
      Raise 'kubernetesVersion' to 1.36 first, or remove 'managedAddons'."
  `);
});

test('nodes come after the addons', () => {
  expect(problemsOf({ kubernetesVersion: '1.36', stillAt: { managedAddons: '1.35' } })).toMatchInlineSnapshot(`
    "ESP2219  apps/platform/clusters/staging/cluster.ts  stillAt.managedAddons
      The nodes go to 1.36 while the managed addons are still at 1.35.
      The order of EKS: control plane, addons, nodes.
      Leave 'nodes' at 1.35 until the addons are at 1.36."
  `);
});

test('an image is for the minor of the nodes', () => {
  const shape = { instanceTypes: ['m7i.large'], size: { min: 1, max: 3 } };
  const nodeGroups = {
    general: { ...shape, amiRelease: '1.34.9-20260810', retiring: [{ ...shape, amiRelease: '1.35.7-20260903' }] },
    boxes: { ...shape, operatingSystem: 'bottlerocket' as const, amiRelease: '1.49.0-0123abcd' },
  };
  expect(problemsOf({ nodeGroups })).toMatchInlineSnapshot(`
    "ESP2220  apps/platform/clusters/staging/cluster.ts  nodeGroups.general.amiRelease
      The image 1.34.9-20260810 is not one for Kubernetes 1.35, which the nodes run.
      A release of the EKS AMI such as 1.35.0-20261105.
      Choose a release for 1.35, or remove 'amiRelease'.

    ESP2221  apps/platform/clusters/staging/cluster.ts  nodeGroups.general.retiring[0]
      Another generation of 'general' has this shape: m7i.large.
      Generations that differ in instance types, operating system or volume; size and image change in place.
      Remove it, or write the shape that the group had before."
  `);
});

test('generations of a node group differ in their shape', () => {
  const shape = { instanceTypes: ['m7i.large'], size: { min: 1, max: 3 } };
  const general = {
    ...shape,
    retiring: [
      { ...shape, instanceTypes: ['m6i.large'] },
      { ...shape, volumeGibibytes: 80 },
    ],
  };
  expect(problemsOf({ nodeGroups: { general } })).toMatchInlineSnapshot(`
    "ESP2221  apps/platform/clusters/staging/cluster.ts  nodeGroups.general.retiring[1]
      Another generation of 'general' has this shape: m7i.large.
      Generations that differ in instance types, operating system or volume; size and image change in place.
      Remove it, or write the shape that the group had before."
  `);
});
