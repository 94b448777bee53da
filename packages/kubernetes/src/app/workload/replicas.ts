import type { ResolvedApp, ResolvedReplicas } from '@espalier/model';

/** Superseded revisions that are kept; going back further is a revert in Git. */
export const revisionHistoryLimit = 3;

/** The number of pods; left out where an autoscaler sets it, so that Git and the autoscaler do not fight. */
export function fixedReplicas(app: ResolvedApp): { readonly replicas?: number } {
  return app.replicas === undefined || isScaled(app.replicas) ? {} : { replicas: app.replicas.min };
}

/** Whether a HorizontalPodAutoscaler sets the number of pods. */
export function isScaled({ min, max }: ResolvedReplicas): boolean {
  return max > min;
}
