/** Requests and limits as fields of a container spec. */
export interface ContainerResources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly memory: string };
}

/**
 * Resources of a container: CPU requested, memory requested, and the memory it is killed at.
 *
 * CPU has no limit: a limit throttles even where the node idles, and the request already keeps the share fair.
 *
 * @default memoryLimit the memory requested
 */
export function containerResources(cpu: string, memory: string, memoryLimit: string = memory) {
  return { requests: { cpu, memory }, limits: { memory: memoryLimit } } satisfies ContainerResources;
}
