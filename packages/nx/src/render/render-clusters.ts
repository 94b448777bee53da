import { ProblemsError, type Problem, type ResolvedPlatform } from '@espalier/model';
import { pruneClusters, renderCluster, type ClusterResult, type ReplacedFile } from '@espalier/tree';
import { RefusedChanges } from './refused-changes.ts';
import { toolDigest } from './tool-digest.ts';
import { treeOfCluster } from './tree-of-cluster.ts';
import { workspacePaths } from './workspace-paths.ts';

/** What to render, and how. */
export interface RenderRequest {
  /** Absolute path of the workspace. */
  readonly workspace: string;
  readonly platform: ResolvedPlatform;
  /** Clusters by name; each must be one of the platform. */
  readonly clusters: readonly string[];
  /** Whether clusters that are gone from the model are pruned. */
  readonly prune: boolean;
  /** Whether files that Espalier did not write are overwritten and removed. */
  readonly force: boolean;
  readonly onApplication?: (cluster: string, application: string) => void;
}

/** What rendering one cluster did, and which of its changes its API server will refuse. */
export interface RenderedCluster extends ClusterResult {
  readonly refused: readonly Problem[];
}

/** Renders clusters one after another, giving each result as soon as it is there. */
export function* renderClusters(request: RenderRequest): Generator<RenderedCluster> {
  const { platform, force, onApplication } = request;
  const tool = toolDigest();
  const options = { ...workspacePaths(request.workspace), force, ...(onApplication && { onApplication }) };
  for (const name of request.clusters) {
    const cluster = platform.clusters[name];
    if (cluster === undefined) continue;
    try {
      const refused = new RefusedChanges(cluster);
      const onReplace = (file: ReplacedFile): void => {
        refused.see(file);
      };
      const result = renderCluster(treeOfCluster(platform, cluster, tool), { ...options, onReplace });
      yield { ...result, refused: refused.problems };
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      yield { ...nothingDone(name), problems: error.problems };
    }
  }
  if (request.prune) {
    for (const pruned of pruneClusters(Object.keys(platform.clusters), options)) yield { ...pruned, refused: [] };
  }
}

/** Everything that keeps a render from being what the model says. */
export function problemsOf(results: readonly ClusterResult[]): readonly Problem[] {
  return results.flatMap(({ problems }) => problems);
}

function nothingDone(cluster: string): RenderedCluster {
  const result = { cluster, applications: 0, objects: 0, written: 0, unchanged: 0, pruned: 0 };
  return { ...result, changes: [], problems: [], refused: [] };
}
