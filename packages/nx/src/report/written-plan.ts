import type { Problem } from '@espalier/model';
import type { RefusalInAws } from '@espalier/review';
import type { ApplicationChange, ClusterResult } from '@espalier/tree';

/** A change of a plan that AWS will refuse, or lose data by. */
export interface RefusedInPlan extends Problem, Pick<RefusalInAws, 'reach'> {
  /** Pulumi type token of the resource. */
  readonly type: string;
}

/** A stack's plan, and what writing it did to the tree. */
export interface WrittenPlan {
  readonly stack: string;
  readonly resources: number;
  readonly written: ClusterResult;
  /** Changes since the last commit, those that earlier runs wrote among them. */
  readonly uncommitted: readonly ApplicationChange[];
  /** Which of these AWS will refuse, or lose data by. */
  readonly refused: readonly RefusedInPlan[];
  /** What is worth knowing before it goes up. */
  readonly warnings: readonly Problem[];
}
