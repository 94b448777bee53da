import { hasNvidiaGpu, instanceCapacity } from '../aws/index.ts';

/** What pods request or a node offers: cores, bytes and GPUs. */
export interface Amount {
  readonly cpu: number;
  readonly memory: number;
  readonly gpus: number;
}

/** Memory that the kubelet always reserves, and its eviction threshold. */
const keptMemory = (255 + 100) * 2 ** 20;

/**
 * The most that a node of an instance type offers to pods; `undefined` if its figures are not known. Subtract
 * DaemonSets and 11 MiB for each possible pod for the exact value. A pod above this upper bound fits no node.
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

/** What each of the instance types offers; `undefined` if the figures of one are unknown. */
export function allocatableOf(
  instanceTypes: readonly string[],
): readonly (Amount & { readonly type: string })[] | undefined {
  const all = instanceTypes.flatMap((type) => {
    const amount = allocatable(type);
    return amount === undefined ? [] : [{ type, ...amount }];
  });
  return all.length === instanceTypes.length ? all : undefined;
}
