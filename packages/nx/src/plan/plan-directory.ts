import type { Stack } from '@espalier/cloud';
import { join } from 'node:path';

/** Where a stack's plan is: the folder that holds its directory, the directory, and both as people are told them. */
export interface PlanDirectory {
  /** Relative to the workspace. */
  readonly parent: string;
  readonly name: string;
}

/** Folder in `clusters/` of the plans that belong to no one cluster. */
export const sharedPlans = 'cloud';

/** A cluster's plan lies beside its manifests; those of accounts and environments in `clusters/cloud/`. */
export function planDirectory({ kind, of, name }: Pick<Stack, 'kind' | 'of' | 'name'>): PlanDirectory {
  return kind === 'cluster'
    ? { parent: join('clusters', of), name: 'cloud' }
    : { parent: join('clusters', sharedPlans), name };
}
