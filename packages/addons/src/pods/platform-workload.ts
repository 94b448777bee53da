import type { AddonContext, AddonWorkload, Runs } from '@espalier/model';

/** A workload of an addon in this catalogue, which must declare how it runs. */
export interface PlatformWorkload extends AddonWorkload {
  readonly runs: Runs;
}

/** The number of pods of a workload, for workloads that are not on every node. */
export function replicasOf({ runs, replicas }: PlatformWorkload, { environment }: AddonContext): number {
  if (runs !== 'replicated') return 1;
  const { oneZone, multiZone } = replicas ?? { oneZone: 1, multiZone: 2 };
  return environment.multiZone ? multiZone : oneZone;
}
