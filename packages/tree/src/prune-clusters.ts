import { readdirSync } from 'node:fs';
import { isLabel } from './application-name.ts';
import { ClusterDirectory } from './cluster-directory.ts';
import type { ClusterResult } from './cluster-result.ts';
import { indexDirectory } from './index-file.ts';
import { renderCluster } from './render-cluster.ts';
import type { RenderOptions } from './render-options.ts';

/**
 * Deletes the files of clusters that are no more: everything that their indices own. What anybody else put there stays
 * and is reported. Directories without an index, and symbolic links, are none of Espalier's.
 *
 * @param existing names of the clusters that are still in the model
 * @returns one result for each cluster that was pruned
 */
export function pruneClusters(existing: readonly string[], options: RenderOptions): readonly ClusterResult[] {
  const kept = new Set(existing);
  return renderedClusters(options.root)
    .filter((cluster) => !kept.has(cluster))
    .map((cluster) => renderCluster({ cluster, applications: [] }, options));
}

function renderedClusters(root: string): readonly string[] {
  return namesIn(root)
    .filter(isLabel)
    .filter((name) => new ClusterDirectory(root, name).kind(indexDirectory) === 'directory');
}

function namesIn(root: string): readonly string[] {
  try {
    return readdirSync(root);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
