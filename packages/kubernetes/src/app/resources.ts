import type { ResolvedContainer } from '@espalier/model';

/** What a container requests and may use at most, spelt as its definition spells it. */
export function resourcesOf({ resources }: ResolvedContainer): object {
  // A GPU cannot be shared or overcommitted: its request is its limit.
  const gpus = resources.gpus === 0 ? {} : { 'nvidia.com/gpu': String(resources.gpus) };
  return {
    requests: { cpu: resources.cpu, memory: resources.memory, ...gpus },
    limits: {
      ...(resources.cpuLimit === undefined ? {} : { cpu: resources.cpuLimit }),
      memory: resources.memoryLimit,
      ...gpus,
    },
  };
}
