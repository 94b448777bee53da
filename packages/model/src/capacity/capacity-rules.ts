import { hasNvidiaGpu } from '../aws/index.ts';
import * as names from '../names/index.ts';
import { formatPath, type Problem } from '../problem/index.ts';
import type { ResolvedApp, ResolvedNamespace, ResolvedNodeGroup } from '../resolved/index.ts';
import { parseQuantity } from '../schema-parts/index.ts';
import { allocatableOf } from './allocatable.ts';
import { leastPods, podRequest, sayCpu, sayMemory } from './requests.ts';

/** The parts of a cluster that decide about capacity for pods. */
export interface Room {
  readonly cluster: string;
  readonly file: string;
  readonly nodeGroups: Readonly<Record<string, ResolvedNodeGroup>>;
  readonly apps: readonly ResolvedApp[];
  readonly namespaces: readonly ResolvedNamespace[];
  /** Where quotas are. */
  readonly platformFile: string;
}

/** Checks that a cluster can offer what its apps request, by the numbers in the model. */
export function checkCapacity(room: Room): readonly Problem[] {
  const tooLarge = podsFitTheirNodes(room);
  const files = new Set(tooLarge.map(({ file }) => file));
  const others = room.apps.filter(({ file }) => !files.has(file));
  return [...tooLarge, ...quotasHoldTheirApps({ ...room, apps: others }), ...gpuNodesHaveGpus(room)];
}

/** A pod that fits no node stays pending forever, and the autoscaler adds no node for it. */
function podsFitTheirNodes({ cluster, nodeGroups, apps }: Room): readonly Problem[] {
  return apps.flatMap((app): readonly Problem[] => {
    const group = nodeGroups[app.placement.nodeSelector[names.nodeGroupLabel] ?? ''];
    const nodes = group && allocatableOf(group.instanceTypes);
    const request = podRequest(app);
    if (group === undefined || nodes === undefined) return [];
    const fits = nodes.some(
      ({ cpu, memory, gpus }) => request.cpu <= cpu && request.memory <= memory && request.gpus <= gpus,
    );
    if (fits) return [];
    const offers = nodes.map(
      ({ type, cpu, memory, gpus }) =>
        `${type} has ${sayCpu(cpu)} CPUs, ${sayMemory(memory)} of memory${request.gpus > 0 ? ` and ${gpus} GPUs` : ''}`,
    );
    const gpus = request.gpus > 0 ? ` and ${request.gpus} GPUs` : '';
    return [
      {
        code: 'ESP2230',
        file: app.file,
        path: 'container.resources',
        found: `A pod of '${app.name}' requests ${sayCpu(request.cpu)} CPUs, ${sayMemory(request.memory)} of memory${gpus}, and fits no node of group '${group.name}' in cluster '${cluster}'.`,
        expected: `At most the capacity of a node for pods: ${offers.join('; ')}.`,
        remedy:
          "Request less ('250m' is a quarter of a CPU, '250' are 250 CPUs), or give the node group a larger instance type.",
      },
    ];
  });
}

/** A quota refuses pods beyond it: some pods would never start. */
function quotasHoldTheirApps({ cluster, apps, namespaces, platformFile }: Room): readonly Problem[] {
  return namespaces
    .filter(({ hasApps }) => hasApps)
    .flatMap(({ name, quota }) => {
      const there = apps.filter((app) => app.namespace === name);
      const total = (of: (app: ResolvedApp) => number): number =>
        there.reduce((sum, app) => sum + leastPods(app) * of(app), 0);
      const asked = {
        cpu: { needed: total((app) => podRequest(app).cpu), allowed: parseQuantity(quota.cpu) ?? 0, say: sayCpu },
        memory: {
          needed: total((app) => podRequest(app).memory),
          allowed: parseQuantity(quota.memory) ?? 0,
          say: sayMemory,
        },
        pods: { needed: total(() => 1), allowed: quota.pods, say: String },
      };
      return Object.entries(asked)
        .filter(([, { needed, allowed }]) => needed > allowed)
        .map(([what, { needed, allowed, say }]): Problem => {
          return {
            code: 'ESP2231',
            file: platformFile,
            path: formatPath(['namespaces', name, 'quota', what]),
            found: `The apps of namespace '${name}' in cluster '${cluster}' (${there.map((app) => app.name).join(', ')}) take at least ${say(needed)} of ${what}; the quota is ${say(allowed)}.`,
            expected: 'A quota for at least the minimum number of pods of the apps.',
            remedy: `Raise the quota of '${name}', or lower what its apps request.`,
          };
        });
    });
}

function gpuNodesHaveGpus({ cluster, file, nodeGroups }: Room): readonly Problem[] {
  return Object.values(nodeGroups)
    .filter(({ gpu }) => gpu)
    .flatMap(({ name, instanceTypes }) => {
      const without = instanceTypes.filter((type) => !hasNvidiaGpu(type));
      if (without.length === 0) return [];
      return [
        {
          code: 'ESP2232' as const,
          file,
          path: formatPath(['nodeGroups', name, 'instanceTypes']),
          found: `The nodes of group '${name}' in cluster '${cluster}' have 'gpu' set, but ${without.join(', ')} ${without.length === 1 ? 'has' : 'have'} none of NVIDIA's.`,
          expected: 'Instance types with NVIDIA GPUs, such as g6.xlarge.',
          remedy: "Choose such types, or remove 'gpu'.",
        },
      ];
    });
}
