import { describe, expect, it } from 'vitest';
import type { AddonWorkload } from '@espalier/model';
import { loki, prometheus } from '../src/index.ts';
import { catalogue } from './catalogue.ts';
import { objectsOf, valuesOf, type ClusterFacts } from './context.ts';

const addons = [...catalogue, prometheus({ replicas: 2 }), loki({ replicas: 3 })];
const workloads = addons.flatMap((addon) =>
  Object.entries(addon.workloads ?? {}).map(
    ([name, workload]) => [`${addon.name}/${name}`, { addon, workload }] as const,
  ),
);

/** Number of pods that an addon asks for in an environment of several zones, from how it says that it runs. */
function replicasOf({ runs, replicas }: AddonWorkload, multiZone = true): number {
  return runs === 'replicated' ? (replicas?.[multiZone ? 'multiZone' : 'oneZone'] ?? (multiZone ? 2 : 1)) : 1;
}

describe.each(workloads)('%s', (_, { addon, workload }) => {
  const settings = (facts?: ClusterFacts): string => JSON.stringify([valuesOf(addon, facts), objectsOf(addon, facts)]);
  const budgets = (facts?: ClusterFacts) =>
    objectsOf(addon, facts).filter(
      ({ kind, spec }) =>
        kind === 'PodDisruptionBudget' &&
        JSON.stringify(Reflect.get(Object(spec), 'selector')) === JSON.stringify({ matchLabels: workload.selector }),
    );

  it('says how it runs', () => {
    expect(workload.runs).toBeDefined();
  });

  it('lets one of several pods go at a time, and never holds a pod that is not healthy', () => {
    const expected = { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' };
    for (const multiZone of [true, false]) {
      const hasBudget = replicasOf(workload, multiZone) > 1;
      if (hasBudget && workload.hasBudget === true) {
        expect(budgets({ multiZone })).toEqual([]);
        expect(valuesOf(addon, { multiZone })).toMatchObject({ controller: expected });
      } else expect(budgets({ multiZone })).toMatchObject(hasBudget ? [{ spec: expected }] : []);
    }
  });

  it('spreads several pods over zones and nodes', () => {
    for (const topologyKey of ['topology.kubernetes.io/zone', 'kubernetes.io/hostname']) {
      const spread = JSON.stringify({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: workload.selector },
      }).slice(0, -1);
      if (replicasOf(workload) > 1) expect(settings()).toContain(spread);
      else expect(settings()).not.toContain(spread);
    }
  });

  it('has a priority, unless its pods end or its chart has no value for one', () => {
    const names = ['platform-agents', 'platform-services', 'system-node-critical', 'system-cluster-critical'];
    const given = names.filter((name) => settings().includes(`"priorityClassName":"${name}"`));
    if (workload.runs === 'every-node') expect(given).toEqual([expect.stringMatching(/agents$|node-critical$/)]);
    else if (workload.hasNoPriority !== true && workload.runs !== 'to-completion')
      expect(given).toEqual([expect.stringMatching(/services$|cluster-critical$/)]);
  });
});

it.each(catalogue.map((addon) => [addon.name, addon] as const))(
  '%s gives its own DaemonSets a priority',
  (_, addon) => {
    for (const { kind, spec } of objectsOf(addon))
      if (kind === 'DaemonSet')
        expect(JSON.stringify(spec)).toMatch(/"priorityClassName":"[a-z]+-(agents|node-critical)"/);
  },
);

it('has two Alertmanagers in an environment of several zones, which know of each other', () => {
  const alertmanager = (facts: ClusterFacts) => valuesOf(prometheus(), facts)['alertmanager'];
  expect(alertmanager({ multiZone: true })).toMatchObject({ alertmanagerSpec: { replicas: 2 } });
  expect(alertmanager({ multiZone: false })).toMatchObject({ alertmanagerSpec: { replicas: 1 } });
  expect(prometheus().workloads?.['alertmanager']).toMatchObject({
    ports: { mesh: 9094 },
    paths: expect.arrayContaining([{ to: 'workload', workload: 'alertmanager', port: 'mesh', udp: true }]) as unknown,
  });
});
