import type { Problem } from '@espalier/model';
import type { RefusalInAws } from '@espalier/review';
import type { ApplicationChange, ClusterResult } from '@espalier/tree';

/** A change of a plan that AWS will refuse, or that loses data. */
export interface RefusedInPlan extends Problem, Pick<RefusalInAws, 'reach'> {
  /** Pulumi type token of the resource. */
  readonly type: string;
}

/** A stack's plan, and the changes of the tree from writing it. */
export interface WrittenPlan {
  readonly stack: string;
  readonly resources: number;
  readonly written: ClusterResult;
  /** Changes since the last commit, also those of earlier runs. */
  readonly uncommitted: readonly ApplicationChange[];
  /** Those of them that AWS will refuse, or that lose data. */
  readonly refused: readonly RefusedInPlan[];
  /** Warnings before the deployment. */
  readonly warnings: readonly Problem[];
}
