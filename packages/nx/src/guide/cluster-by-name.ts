import { didYouMean, listOf, ProblemsError, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';

/**
 * A cluster of the platform.
 *
 * @throws ProblemsError ESP5003 where there is none of that name
 */
export function clusterByName(platform: ResolvedPlatform, name: string): ResolvedCluster {
  const cluster = platform.clusters[name];
  if (cluster !== undefined) return cluster;
  const known = Object.keys(platform.clusters);
  throw new ProblemsError([
    {
      code: 'ESP5003',
      file: 'apps/platform/clusters',
      path: '',
      found: `'${name}' is not a cluster of this platform.${didYouMean(name, known)}`,
      expected: `Clusters: ${listOf(known)}.`,
      remedy: 'Name one of these.',
    },
  ]);
}
