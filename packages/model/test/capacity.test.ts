import { describe, expect, test } from 'vitest';
import { formatProblem, resolve, warningsOf, type AppDefinition, type ClusterDefinition } from '../src/index.ts';
import { definitions, located, smallApp } from './definitions.ts';

/** The staging cluster alone, with one app in it. */
function withApp(change: Partial<AppDefinition>, nodeGroups?: ClusterDefinition['nodeGroups'], quota?: object) {
  const { clusters, platform } = definitions();
  const { staging } = clusters;
  if (staging === undefined) throw new Error('there is no cluster staging');
  const value = { ...staging.value, nodeGroups: nodeGroups ?? staging.value.nodeGroups };
  const namespaces = quota === undefined ? {} : { shop: { quota } };
  return resolve(
    definitions({
      platform: { ...platform, value: { ...platform.value, namespaces } },
      clusters: { staging: { ...staging, value } },
      apps: { shop: located('shop', { ...smallApp, ...change }, ['staging']) },
    }),
  );
}

function problemsOf(...parameters: Parameters<typeof withApp>): string {
  return withApp(...parameters)
    .problems.map(formatProblem)
    .join('\n\n');
}

const requesting = (cpu: string, memory: string, gpus = 0): Partial<AppDefinition> => ({
  container: { port: 8080, resources: { cpu, memory, gpus } },
});

describe('a number where text is due', () => {
  test('in TypeScript is not to be put in quotes: 250 in quotes are 250 CPUs', () => {
    expect(problemsOf(requesting(250 as unknown as string, '1Gi'))).toMatchInlineSnapshot(`
      "ESP2001  apps/shop/app.ts  container.resources.cpu
        Found 250.
        Expected CPU as text: '250m' is a quarter of a core, '2' are two cores, and nothing is finer than 1m.
        Correct the value."
    `);
  });

  test('in quotes, it fits no node', () => {
    expect(problemsOf(requesting('250', '1Gi'))).toMatchInlineSnapshot(`
      "ESP2230  apps/shop/app.ts  container.resources
        A pod of 'shop' requests 250 CPUs, 1 GiB of memory, and fits no node of group 'general' in cluster 'staging'.
        At most the capacity of a node for pods: m7i.large has 1.93 CPUs, 7.65 GiB of memory.
        Request less ('250m' is a quarter of a CPU, '250' are 250 CPUs), or give the node group a larger instance type."
    `);
  });
});

describe('a pod that fits no node of its group', () => {
  test('for its memory, of which EKS keeps some', () => {
    expect(problemsOf(requesting('1', '8Gi'))).toContain(
      "requests 1 CPUs, 8 GiB of memory, and fits no node of group 'general' in cluster 'staging'.\n  At most the capacity of a node for pods: m7i.large has 1.93 CPUs, 7.65 GiB of memory.",
    );
    expect(problemsOf(requesting('1', '7Gi'))).toBe('');
  });

  test('for its sidecars', () => {
    const sidecars = { proxy: { image: 'envoyproxy/envoy:v1.36.0', resources: { cpu: '1', memory: '16Mi' } } };
    expect(problemsOf({ ...requesting('1', '1Gi'), sidecars })).toContain('ESP2230');
  });

  test('for its GPUs', () => {
    const nodeGroups = { general: { instanceTypes: ['g6.xlarge'], gpu: true, size: { min: 0, max: 1 } } };
    expect(problemsOf(requesting('1', '1Gi', 2), nodeGroups)).toContain('1 GiB of memory and 2 GPUs, and fits no node');
    expect(problemsOf(requesting('1', '1Gi', 1), nodeGroups)).toBe('');
  });

  test('and fits one of several types, or a type whose figures are not known', () => {
    const size = { min: 1, max: 3 };
    expect(problemsOf(requesting('3', '1Gi'), { general: { instanceTypes: ['m7i.large', 'm7i.xlarge'], size } })).toBe(
      '',
    );
    expect(problemsOf(requesting('3', '1Gi'), { general: { instanceTypes: ['m8id.large'], size } })).toBe('');
  });
});

test('a quota that does not hold the fewest pods', () => {
  const change = { ...requesting('1', '1Gi'), replicas: 3 };
  expect(problemsOf(change, undefined, { cpu: '2' })).toMatchInlineSnapshot(`
    "ESP2231  apps/platform/platform.ts  namespaces.shop.quota.cpu
      The apps of namespace 'shop' in cluster 'staging' (shop) take at least 3 of cpu; the quota is 2.
      A quota for at least the minimum number of pods of the apps.
      Raise the quota of 'shop', or lower what its apps request."
  `);
  expect(problemsOf(change, undefined, { memory: '2Gi' })).toContain('namespaces.shop.quota.memory');
  expect(problemsOf(change, undefined, { pods: 2 })).toContain('namespaces.shop.quota.pods');
  expect(problemsOf(change, undefined, { cpu: '3', memory: '3Gi', pods: 3 })).toBe('');
});

test('GPU nodes of a type that has none', () => {
  const size = { min: 0, max: 1 };
  expect(problemsOf({}, { general: { instanceTypes: ['m7i.large', 'g4ad.xlarge'], gpu: true, size } })).toContain(
    'm7i.large, g4ad.xlarge have none of NVIDIA',
  );
});

test('a group that at its largest does not hold its apps is warned about', () => {
  const { platform } = withApp({ ...requesting('1', '1Gi'), replicas: 6 });
  if (platform === undefined) throw new Error('there is no platform');
  expect(warningsOf(platform, '2026-11-22').map(formatProblem).join('\n')).toMatchInlineSnapshot(`
    "ESP2406  apps/platform/clusters/staging/cluster.ts  nodeGroups.general.size.max
      The apps on group 'general' of cluster 'staging' request at least 6 CPUs; its 3 nodes have 5.79 CPUs for pods.
      Capacity for the minimum number of pods of the apps, and for the addons there.
      Raise 'size.max' of 'general', choose larger instance types, or lower what the apps request."
  `);
  const { platform: smaller } = withApp({ ...requesting('1', '1Gi'), replicas: 5 });
  expect(smaller && warningsOf(smaller, '2026-11-22')).toEqual([]);
});
