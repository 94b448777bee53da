import type { Problem } from '@espalier/model';

/** What rendering one cluster did. Paths are relative to the cluster's directory, counts are of manifests and values. */
export interface ClusterResult {
  readonly cluster: string;
  readonly applications: number;
  readonly objects: number;
  readonly written: number;
  readonly unchanged: number;
  readonly pruned: number;
  /** One entry for each application whose files differ from before. */
  readonly changes: readonly ApplicationChange[];
  readonly problems: readonly Problem[];
}

export interface ApplicationChange {
  readonly application: string;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}
