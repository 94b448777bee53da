import { listOf, ProblemsError, type ResolvedCluster, type ResolvedNodeShape } from '@espalier/model';

/**
 * Releases of the EKS AMI of Amazon Linux 2023 by Kubernetes minor, the same for every architecture and for GPUs. All
 * images are from one release, so that nodes of two minors only differ in their minor.
 *
 * @see https://github.com/awslabs/amazon-eks-ami/releases/tag/v20260903 read on 2026-11-22
 */
export const amiReleases: Readonly<Record<string, string>> = {
  '1.33': '1.33.13-20260903',
  '1.34': '1.34.10-20260903',
  '1.35': '1.35.7-20260903',
  '1.36': '1.36.3-20260903',
};

/**
 * Release of the AMI for nodes of a shape: the shape's own, or the one pinned for the nodes' Kubernetes minor.
 *
 * @param group name of the node group, for the error
 * @throws ProblemsError ESP6203 if none is known, as for Bottlerocket, which has its own versions
 */
export function amiReleaseOf(cluster: ResolvedCluster, group: string, shape: ResolvedNodeShape): string {
  const { amiRelease, operatingSystem } = shape;
  const release = amiRelease ?? (operatingSystem === 'al2023' ? amiReleases[cluster.nodesVersion] : undefined);
  if (release !== undefined) return release;
  throw new ProblemsError([
    {
      code: 'ESP6203',
      file: `apps/platform/clusters/${cluster.name}/cluster.ts`,
      path: `nodeGroups.${group}.amiRelease`,
      found: `No release of the ${operatingSystem} image is pinned for Kubernetes ${cluster.nodesVersion}.`,
      expected: `An explicit release; only those of al2023 are pinned, for ${listOf(Object.keys(amiReleases))}.`,
      remedy: `Set the release that the SSM parameters under /aws/service/${operatingSystem === 'al2023' ? 'eks/optimized-ami' : 'bottlerocket'} recommend.`,
    },
  ]);
}
