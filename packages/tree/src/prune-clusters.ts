import { readdirSync } from 'node:fs';
import type { ClusterResult } from './apply/index.ts';
import { ClusterDirectory, isErrorWith } from './disk/index.ts';
import { isLabel } from './layout/index.ts';
import { indexDirectory } from './ownership/index.ts';
import { renderCluster } from './render-cluster.ts';
import type { RenderOptions } from './render-options.ts';

/**
 * Deletes the files of clusters that the model no longer has: every file in their indices. Other files stay and are
 * reported. Directories without an index, and symbolic links, are ignored.
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
    if (isErrorWith(error, 'ENOENT')) return [];
    throw error;
  }
}
