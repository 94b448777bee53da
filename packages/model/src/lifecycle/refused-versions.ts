import type { Problem } from '../problem/index.ts';
import type { ResolvedPlatform } from '../resolved/index.ts';
import { clusterFile, upgradeRemedy } from './cluster-upgrade.ts';
import { kubernetesSupport } from './kubernetes-support.ts';

/**
 * Clusters with a Kubernetes version that EKS no longer runs. EKS has upgraded them automatically, so that a tree and a
 * plan for that version would be wrong.
 *
 * @param today as `YYYY-MM-DD`; a parameter, since rendering never depends on the clock
 * @returns ESP2403 for each such cluster
 */
export function refusalsOf(platform: ResolvedPlatform, today: string): readonly Problem[] {
  return Object.values(platform.clusters).flatMap(({ name, kubernetesVersion }): readonly Problem[] => {
    const support = kubernetesSupport[kubernetesVersion];
    if (support === undefined || today <= support.extendedUntil) return [];
    return [
      {
        code: 'ESP2403',
        file: clusterFile(name),
        path: 'kubernetesVersion',
        found: `EKS has not run Kubernetes ${kubernetesVersion} since ${support.extendedUntil}.`,
        expected: 'A version in standard support; EKS upgrades others automatically.',
        remedy: upgradeRemedy(),
      },
    ];
  });
}
