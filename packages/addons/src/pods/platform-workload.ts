import type { AddonContext, AddonWorkload, Runs } from '@espalier/model';

/** A workload of the platform's own addons, which say of every one how it runs. */
export interface PlatformWorkload extends AddonWorkload {
  readonly runs: Runs;
}

/** How many pods of a workload there are; one for each node is not a number. */
export function replicasOf({ runs, replicas }: PlatformWorkload, { environment }: AddonContext): number {
  if (runs !== 'replicated') return 1;
  const { oneZone, multiZone } = replicas ?? { oneZone: 1, multiZone: 2 };
  return environment.multiZone ? multiZone : oneZone;
}
