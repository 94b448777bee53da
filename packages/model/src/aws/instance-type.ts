import { instanceFamilies } from './instance-families.ts';

/** The hardware of an instance type. */
export interface InstanceCapacity {
  readonly vcpus: number;
  readonly memoryGibibytes: number;
  readonly gpus: number;
}

/** Every known EC2 instance type. */
export function instanceTypes(): readonly string[] {
  return Object.entries(instanceFamilies).flatMap(([family, sizes]) =>
    sizes.split(' ').map((size) => `${family}.${sizeOf(size)}`),
  );
}

/** Whether EC2 has such an instance type. */
export function isInstanceType(type: string): boolean {
  return entryOf(type) !== undefined;
}

/** The hardware of an instance type; `undefined` if the type or its figures are unknown. */
export function instanceCapacity(type: string): InstanceCapacity | undefined {
  const [, vcpus, memory, gpus = '0'] = entryOf(type)?.split(':') ?? [];
  if (vcpus === undefined || memory === undefined) return undefined;
  return { vcpus: Number(vcpus), memoryGibibytes: Number(memory), gpus: Number(gpus) };
}

/**
 * Whether an instance type has NVIDIA's GPUs, the only ones that the device plugin offers to pods. The `g` and `p`
 * families have them, except `g4ad` (AMD). `g6f` and `gr6f` have a fraction of one.
 */
export function hasNvidiaGpu(type: string): boolean {
  return /^(g|gr|p)\d[^.]*\./.test(type) && !type.startsWith('g4ad.');
}

function entryOf(type: string): string | undefined {
  const dot = type.indexOf('.');
  const [family, size] = [type.slice(0, dot), type.slice(dot + 1)];
  const sizes = Object.hasOwn(instanceFamilies, family) ? instanceFamilies[family] : undefined;
  return sizes?.split(' ').find((entry) => sizeOf(entry) === size);
}

function sizeOf(entry: string): string {
  return entry.split(':', 1)[0] ?? '';
}
