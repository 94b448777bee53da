import type { Problem } from '@espalier/model';
import type { ClusterResult } from '@espalier/tree';

/** A stack's plan, and what writing it did to the tree. */
export interface WrittenPlan {
  readonly stack: string;
  readonly resources: number;
  readonly written: ClusterResult;
  /** What is worth knowing before it goes up. */
  readonly warnings: readonly Problem[];
}
