import type { Stack } from '@espalier/cloud';
import { names } from '@espalier/model';
import { basename, dirname } from 'node:path';

/** The location of a stack's plan: the parent folder, relative to the workspace, and the directory. */
export interface PlanDirectory {
  readonly parent: string;
  readonly name: string;
}

/** A cluster's plan is next to its manifests; the plans of accounts and environments are in one folder. */
export function planDirectory({ kind, of, name }: Pick<Stack, 'kind' | 'of' | 'name'>): PlanDirectory {
  const folder = kind === 'cluster' ? names.clusterPlanFolder(of) : names.sharedPlanFolder(name);
  return { parent: dirname(folder), name: basename(folder) };
}
