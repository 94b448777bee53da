import { applyPlan, planCluster, Tally, type ClusterResult } from './apply/index.ts';
import { readCache, updateCache } from './cache/index.ts';
import {
  acquireLock,
  ClusterDirectory,
  ioProblem,
  LockedError,
  lockedProblem,
  obstacleProblem,
  type Lock,
  type Obstacle,
} from './disk/index.ts';
import { checkNames, type ClusterTree } from './layout/index.ts';
import { indexDirectory, journalPath } from './ownership/index.ts';
import type { RenderOptions } from './render-options.ts';

/**
 * Updates `clusters/<cluster>/` to the tree: writes files that differ, deletes Espalier's files that no application has
 * any more, and keeps files that others wrote or edited. Waits for the lock of the cluster and holds it while it runs.
 *
 * Returns problems. If the tree contradicts itself, nothing is written. If a file on disk is in the way, everything
 * else is written. If the disk fails, the render stops, and the next one continues from there.
 *
 * @throws the errors of an application's `build`
 */
export function renderCluster(tree: ClusterTree, options: RenderOptions): ClusterResult {
  const cluster = new ClusterDirectory(options.root, tree.cluster, options.shownRoot);
  const tally = new Tally(tree.cluster, tree.applications.length);
  tally.addProblems(checkNames(tree, cluster));
  if (tally.hasProblems) return tally.result();
  let lock: Lock | undefined;
  try {
    lock = acquireLock(options.cache, tree.cluster);
    render(tree, options, cluster, tally, lock);
  } catch (error) {
    const problem = error instanceof LockedError ? lockedProblem(cluster.shownPath) : ioProblem(error, options);
    if (problem === undefined) throw error;
    tally.addProblems([problem]);
  } finally {
    lock?.release();
  }
  return tally.result();
}

function render(tree: ClusterTree, options: RenderOptions, cluster: ClusterDirectory, tally: Tally, lock: Lock): void {
  const obstacle = findObstacle(cluster);
  if (obstacle !== undefined) {
    tally.addProblems([obstacleProblem(cluster, obstacle, 'directory')]);
    return;
  }
  const cache = readCache(options.cache, cluster);
  const plan = planCluster(cluster, tree.applications, cache, (application) => {
    lock.refresh();
    options.onApplication?.(tree.cluster, application);
  });
  tally.addProblems(plan.problems);
  if (tally.hasProblems) return;

  for (const { objects, files } of plan.intact.values()) {
    tally.addObjects(objects);
    tally.addUnchanged(Object.keys(files).length);
  }
  const remembered = applyPlan(cluster, plan, options, tally, lock);
  updateCache(options.cache, cluster, cache, new Map([...plan.intact, ...remembered]));
}

function findObstacle(cluster: ClusterDirectory): Obstacle | undefined {
  for (const path of ['', indexDirectory]) {
    const kind = cluster.kind(path);
    if (kind !== undefined && kind !== 'directory') return { path, kind };
  }
  return cluster.obstacle(journalPath);
}
