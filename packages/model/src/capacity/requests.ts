import type { ResolvedApp } from '../resolved/index.ts';
import { parseQuantity } from '../schema-parts/index.ts';
import type { Amount } from './allocatable.ts';

/** What one pod of an app requests, all of its containers together. */
export function podRequest(app: ResolvedApp): Amount {
  const sum = (of: (resources: ResolvedApp['containers'][number]['resources']) => number): number =>
    app.containers.reduce((total, { resources }) => total + of(resources), 0);
  return {
    cpu: sum(({ cpu }) => parseQuantity(cpu) ?? 0),
    memory: sum(({ memory }) => parseQuantity(memory) ?? 0),
    gpus: sum(({ gpus }) => gpus),
  };
}

/** The minimum number of pods of a running app. */
export function leastPods({ replicas }: ResolvedApp): number {
  return replicas?.min ?? 1;
}

/** CPU as text for messages: `0.25`, `1.93`. */
export function sayCpu(cores: number): string {
  return `${Math.round(cores * 1000) / 1000}`;
}

/** Memory as text for messages, to a hundredth of a GiB: `7.65 GiB`. */
export function sayMemory(bytes: number): string {
  return `${Math.round((bytes / 2 ** 30) * 100) / 100} GiB`;
}
