import { ProblemsError, type Problem, type ResolvedPlatform } from '@espalier/model';
import {
  pruneClusters,
  renderCluster,
  type ApplicationChange,
  type ClusterResult,
  type ReplacedFile,
} from '@espalier/tree';
import { Uncommitted } from '../git/index.ts';
import { workspacePaths } from '../workspace/index.ts';
import { RefusedChanges } from './refused-changes.ts';
import { toolDigest } from './tool-digest.ts';
import { treeOfCluster } from './tree-of-cluster.ts';

/** What to render, and how. */
export interface RenderRequest {
  /** Absolute path of the workspace. */
  readonly workspace: string;
  readonly platform: ResolvedPlatform;
  /** Clusters by name; each must be one of the platform. */
  readonly clusters: readonly string[];
  /** Whether to prune clusters that are no longer in the model. */
  readonly prune: boolean;
  /** Whether files that Espalier did not write are overwritten and removed. */
  readonly force: boolean;
  /** Earlier differences from the last commit. @default none */
  readonly uncommitted?: Uncommitted;
  readonly onApplication?: (cluster: string, application: string) => void;
}

/** The changes from rendering one cluster, and those that its API server will refuse. */
export interface RenderedCluster extends ClusterResult {
  /** Changes since the last commit, also those of earlier renders. */
  readonly uncommitted: readonly ApplicationChange[];
  readonly refused: readonly Problem[];
}

/** Renders clusters one after another, and yields each result immediately. */
export function* renderClusters(request: RenderRequest): Generator<RenderedCluster> {
  const { workspace, platform, force, onApplication, uncommitted = Uncommitted.nothing(workspace) } = request;
  const tool = toolDigest();
  const options = { ...workspacePaths(workspace), force, ...(onApplication && { onApplication }) };
  for (const name of request.clusters) {
    const cluster = platform.clusters[name];
    if (cluster === undefined) continue;
    try {
      const replaced: ReplacedFile[] = [];
      const onReplace = (file: ReplacedFile): unknown => replaced.push(file);
      const result = renderCluster(treeOfCluster(platform, cluster, tool), { ...options, onReplace });
      const folder = `clusters/${name}`;
      const changes = uncommitted.changes(folder, result.changes, 'cloud');
      const files = uncommitted.replaced(folder, changes, replaced);
      yield { ...result, uncommitted: changes, refused: new RefusedChanges(cluster).problems(folder, files) };
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      yield { ...nothingDone(name), problems: error.problems };
    }
  }
  if (request.prune) {
    const pruned = pruneClusters(Object.keys(platform.clusters), options);
    // Also clusters that an earlier render has pruned, until that is committed.
    const gone = uncommitted
      .removedIn('clusters')
      .map((path) => path.split('/')[0] ?? '')
      .filter((name) => name !== 'cloud' && !(name in platform.clusters));
    for (const name of new Set([...pruned.map(({ cluster }) => cluster), ...gone])) {
      const result = pruned.find(({ cluster }) => cluster === name) ?? nothingDone(name);
      yield { ...result, uncommitted: uncommitted.changes(`clusters/${name}`, result.changes, 'cloud'), refused: [] };
    }
  }
}

/** All problems that make the render differ from the model. */
export function problemsOf(results: readonly ClusterResult[]): readonly Problem[] {
  return results.flatMap(({ problems }) => problems);
}

function nothingDone(cluster: string): RenderedCluster {
  const result = { cluster, applications: 0, objects: 0, written: 0, unchanged: 0, pruned: 0 };
  return { ...result, changes: [], uncommitted: [], problems: [], refused: [] };
}
