import type { ResolvedCluster, ResolvedPlatform } from '@espalier/model';
import type { ManagedAddonArgs } from '../components/cluster/index.ts';
import { volumeKeyStatements, type OidcProvider } from '../components/roles/index.ts';
import { managedAddonsOf } from '../versions/index.ts';

/** The EKS addons of a cluster, by the time of their installation. */
export interface ClusterAddons {
  /** What a node needs to become ready. */
  readonly beforeNodes: readonly ManagedAddonArgs[];
  /** What needs nodes to become ready. */
  readonly afterNodes: readonly ManagedAddonArgs[];
}

/**
 * The EKS addons of a cluster. Without a CNI, nodes never become ready and their group fails. CoreDNS and the EBS
 * driver's controller stay degraded until nodes exist.
 */
export function clusterAddons(
  platform: ResolvedPlatform,
  cluster: ResolvedCluster,
  oidcProvider: OidcProvider,
): ClusterAddons {
  const versions = managedAddonsOf(cluster);
  const role = (
    description: string,
    serviceAccount: string,
    policy: string,
  ): NonNullable<ManagedAddonArgs['role']> => ({
    platform: platform.name,
    accountId: cluster.environment.account.id,
    oidcProvider,
    namespace: 'kube-system',
    serviceAccount,
    description: `${description} of ${cluster.eksName}`,
    managedPolicies: [`arn:aws:iam::aws:policy/${policy}`],
  });
  return {
    beforeNodes: [
      {
        addon: 'vpc-cni',
        version: versions['vpc-cni'],
        // https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
        // https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
        configuration: {
          enableNetworkPolicy: 'true',
          env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
        },
        role: role('VPC CNI', 'aws-node', 'AmazonEKS_CNI_Policy'),
      },
      { addon: 'kube-proxy', version: versions['kube-proxy'] },
      { addon: 'eks-pod-identity-agent', version: versions['eks-pod-identity-agent'] },
    ],
    afterNodes: [
      { addon: 'coredns', version: versions.coredns },
      {
        addon: 'aws-ebs-csi-driver',
        version: versions['aws-ebs-csi-driver'],
        role: {
          ...role('EBS CSI driver', 'ebs-csi-controller-sa', 'service-role/AmazonEBSCSIDriverPolicy'),
          statements: volumeKeyStatements(cluster),
        },
      },
    ],
  };
}
