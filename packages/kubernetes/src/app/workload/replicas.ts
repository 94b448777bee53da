import type { ResolvedApp, ResolvedReplicas } from '@espalier/model';

/** Number of old revisions that Kubernetes keeps; for older ones, revert in Git. */
export const revisionHistoryLimit = 3;

/** The number of pods; omitted if an autoscaler sets it, so that Git and the autoscaler do not conflict. */
export function fixedReplicas(app: ResolvedApp): { readonly replicas?: number } {
  return app.replicas === undefined || isScaled(app.replicas) ? {} : { replicas: app.replicas.min };
}

/** Whether a HorizontalPodAutoscaler sets the number of pods. */
export function isScaled({ min, max }: ResolvedReplicas): boolean {
  return max > min;
}
