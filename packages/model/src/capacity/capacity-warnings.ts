import * as names from '../names/index.ts';
import { formatPath, type Problem } from '../problem/index.ts';
import type { ResolvedCluster } from '../resolved/index.ts';
import { allocatableOf } from './allocatable.ts';
import { leastPods, podRequest, sayCpu, sayMemory } from './requests.ts';

/**
 * Node groups that are too small at their maximum for the minimum number of pods of their apps. Addons need additional
 * capacity.
 */
export function capacityWarnings(cluster: ResolvedCluster, file: string): readonly Problem[] {
  return Object.values(cluster.nodeGroups).flatMap(({ name, instanceTypes, size }): readonly Problem[] => {
    const apps = cluster.apps.filter(({ placement }) => placement.nodeSelector[names.nodeGroupLabel] === name);
    const nodes = allocatableOf(instanceTypes);
    if (nodes === undefined || apps.length === 0) return [];
    const total = (of: 'cpu' | 'memory' | 'gpus'): number =>
      apps.reduce((sum, app) => sum + leastPods(app) * podRequest(app)[of], 0);
    const most = (of: 'cpu' | 'memory' | 'gpus'): number => size.max * Math.max(...nodes.map((node) => node[of]));
    const short = (['cpu', 'memory', 'gpus'] as const).filter((of) => total(of) > most(of));
    const say = {
      cpu: (cores: number) => `${sayCpu(cores)} CPUs`,
      memory: sayMemory,
      gpus: (gpus: number) => `${gpus} GPUs`,
    };
    return short.map((of) => ({
      code: 'ESP2406',
      file,
      path: formatPath(['nodeGroups', name, 'size', 'max']),
      found: `The apps on group '${name}' of cluster '${cluster.name}' request at least ${say[of](total(of))}; its ${size.max} nodes have ${say[of](most(of))} for pods.`,
      expected: 'Capacity for the minimum number of pods of the apps, and for the addons there.',
      remedy: `Raise 'size.max' of '${name}', choose larger instance types, or lower what the apps request.`,
    }));
  });
}
