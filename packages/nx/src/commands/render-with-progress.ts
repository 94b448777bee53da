import { renderClusters, type RenderedCluster, type RenderRequest } from '../render/index.ts';
import type { Progress } from '../report/index.ts';

/** Renders clusters one after another and counts applications; without a terminal, prints each cluster once. */
export function renderWithProgress(request: RenderRequest, progress: Progress): readonly RenderedCluster[] {
  const onApplication = (cluster: string, application: string): void => {
    progress.step(`${cluster}/${application}`);
  };
  const results: RenderedCluster[] = [];
  for (const result of renderClusters({ ...request, onApplication })) {
    progress.finished(`rendered ${result.cluster}`);
    results.push(result);
  }
  return results;
}

/** Steps of a render for its progress: the applications of each cluster, the root and Argo CD's own among them. */
export function renderSteps({ platform, clusters }: Pick<RenderRequest, 'platform' | 'clusters'>): number {
  return clusters.reduce((sum, name) => sum + (platform.clusters[name]?.applications.length ?? 0) + 2, 0);
}
