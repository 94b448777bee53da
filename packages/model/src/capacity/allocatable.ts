import { hasNvidiaGpu, instanceCapacity } from '../aws/index.ts';

/** What pods ask of a node, or find on one: cores, bytes and GPUs. */
export interface Amount {
  readonly cpu: number;
  readonly memory: number;
  readonly gpus: number;
}

/** Memory that the kubelet keeps for itself whatever runs, and where it starts to evict pods. */
const keptMemory = (255 + 100) * 2 ** 20;

/**
 * The most that a node of an instance type offers to pods; `undefined` where its figures are not known. DaemonSets, and
 * 11 MiB for every pod that the node may run, come off as well: what does not fit this fits no node.
 *
 * @see https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
 */
export function allocatable(instanceType: string): Amount | undefined {
  const capacity = instanceCapacity(instanceType);
  if (capacity === undefined) return undefined;
  const { vcpus, memoryGibibytes, gpus } = capacity;
  return {
    cpu: vcpus - keptCpu(vcpus),
    memory: memoryGibibytes * 2 ** 30 - keptMemory,
    gpus: hasNvidiaGpu(instanceType) ? gpus : 0,
  };
}

/** 6 % of the first core, 1 % of the second, 0.5 % of the next two, 0.25 % of the rest. */
function keptCpu(vcpus: number): number {
  return 0.06 + (vcpus > 1 ? 0.01 : 0) + 0.005 * Math.max(0, Math.min(vcpus, 4) - 2) + 0.0025 * Math.max(0, vcpus - 4);
}

/** What is offered by each of some instance types; `undefined` where the figures of one are not known. */
export function allocatableOf(
  instanceTypes: readonly string[],
): readonly (Amount & { readonly type: string })[] | undefined {
  const all = instanceTypes.flatMap((type) => {
    const amount = allocatable(type);
    return amount === undefined ? [] : [{ type, ...amount }];
  });
  return all.length === instanceTypes.length ? all : undefined;
}
