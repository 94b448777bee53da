import type { Problem } from '@espalier/model';
import { findNameFault, isLabel, reservedNames } from './application-name.ts';
import { parentOf, type ClusterDirectory } from '../disk/index.ts';
import type { ClusterTree } from './cluster-tree.ts';
import { badApplicationName, badClusterName, badPath, sameApplicationName, sameFile } from './plan-problems.ts';

/** Problems of the names in a tree, found before the build. */
export function checkNames(tree: ClusterTree, cluster: ClusterDirectory): readonly Problem[] {
  if (!isLabel(tree.cluster)) return [badClusterName(cluster.shownPath.split('/')[0] ?? '', tree.cluster)];
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  for (const { name } of tree.applications) {
    const fault = findNameFault(name);
    if (fault !== undefined) problems.push(badApplicationName(cluster.shownPath, name, fault));
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) problems.push(sameApplicationName(cluster.shownPath, other, name));
    seen.set(name.toLowerCase(), name);
  }
  return problems;
}

/**
 * Conflicts between the applications of a cluster: one file of two applications, and files of one inside the directory
 * of another.
 *
 * @param outside by application, the paths of its files outside its own directory
 */
export function checkSharedPaths(
  outside: ReadonlyMap<string, readonly string[]>,
  cluster: ClusterDirectory,
): readonly Problem[] {
  const problems: Problem[] = [];
  const claims = new Map<string, Claim>();
  const claim = (path: string, claimant: string, isDirectory: boolean): void => {
    const other = claims.get(path.toLowerCase());
    if (other === undefined) claims.set(path.toLowerCase(), { path, claimant, isDirectory });
    else if (!isDirectory || !other.isDirectory || other.path !== path) {
      problems.push(sameFile(cluster.show(path), other.claimant, claimant));
    }
  };
  for (const name of reservedNames) claim(name, `the directory ${name}`, true);
  for (const application of outside.keys()) claim(application, `the directory of application ${application}`, true);
  for (const [application, paths] of outside) {
    for (const path of paths) {
      const [first = ''] = path.split('/');
      if (path !== first && outside.has(first)) {
        problems.push(
          badPath({ cluster: cluster.shownPath, application, path }, `is in the directory of application ${first}`),
        );
      }
      for (let parent = parentOf(path); parent !== ''; parent = parentOf(parent)) {
        claim(parent, `the directory ${parent} of application ${application}`, true);
      }
      claim(path, `the file ${path} of application ${application}`, false);
    }
  }
  return problems;
}

interface Claim {
  readonly path: string;
  readonly claimant: string;
  readonly isDirectory: boolean;
}
