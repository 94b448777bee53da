import type { Stack } from '@espalier/cloud';
import { names } from '@espalier/model';
import { basename, dirname } from 'node:path';

/** Where a stack's plan is: the folder that holds its directory, relative to the workspace, and the directory. */
export interface PlanDirectory {
  readonly parent: string;
  readonly name: string;
}

/** A cluster's plan is next to its manifests; those of accounts and environments are in one folder. */
export function planDirectory({ kind, of, name }: Pick<Stack, 'kind' | 'of' | 'name'>): PlanDirectory {
  const folder = kind === 'cluster' ? names.clusterPlanFolder(of) : names.sharedPlanFolder(name);
  return { parent: dirname(folder), name: basename(folder) };
}
