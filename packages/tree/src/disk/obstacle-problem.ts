import type { Problem } from '@espalier/model';
import type { ClusterDirectory, Obstacle } from './cluster-directory.ts';

/** Something on disk is in the way; it stays unchanged. */
export function obstacleProblem(
  cluster: ClusterDirectory,
  obstacle: Obstacle,
  expected: 'file' | 'directory',
): Problem {
  const found = { link: 'a symbolic link', directory: 'a directory', file: 'a file', other: 'a device or socket' };
  return {
    code: obstacle.kind === 'link' ? 'ESP4010' : 'ESP4011',
    file: cluster.show(obstacle.path),
    path: '',
    found: `It is ${found[obstacle.kind]}.`,
    expected: `A ${expected} belongs there; symbolic links are never followed.`,
    remedy: 'Move it away, then run this again.',
  };
}
