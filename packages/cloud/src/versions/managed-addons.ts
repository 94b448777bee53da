import { listOf, ProblemsError, type ResolvedCluster } from '@espalier/model';

/** The EKS addons that every cluster has. */
export const managedAddons = [
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
  'coredns',
  'aws-ebs-csi-driver',
] as const;

/** Name of an EKS addon. */
export type ManagedAddon = (typeof managedAddons)[number];

/**
 * Versions of EKS addons by Kubernetes minor: EKS defaults or pins from public configurations of that minor, read on
 * 2026-11-22. EKS publishes the full list only through its API: `aws eks describe-addon-versions --kubernetes-version
 * 1.35 --addon-name coredns`. A cluster's `managedAddons` overrides any of them.
 *
 * - 1.33: network and DNS as one cluster of August 2026 pins them together; the EBS driver as another of July 2026
 * - 1.34: the defaults of the API, recorded in September 2026
 * - 1.35: network and DNS as the API gave them on 2026-08-27; the rest as the API gave them in July 2026
 * - 1.36: what a cluster created on 2026-09-16 resolved to; the EBS driver as a cluster of August 2026 pins it
 *
 * Kubernetes 1.29 to 1.32 have no entry: such a cluster must set its versions.
 */
export const managedAddonVersions: Readonly<Record<string, Readonly<Record<ManagedAddon, string>>>> = {
  '1.33': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.33.10-eksbuild.29',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.13.2-eksbuild.31',
    'aws-ebs-csi-driver': 'v1.62.0-eksbuild.1',
  },
  '1.34': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.34.6-eksbuild.29',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.12.4-eksbuild.38',
    'aws-ebs-csi-driver': 'v1.66.0-eksbuild.1',
  },
  '1.35': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.35.3-eksbuild.21',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.13.2-eksbuild.21',
    'aws-ebs-csi-driver': 'v1.63.1-eksbuild.1',
  },
  '1.36': {
    'vpc-cni': 'v1.22.4-eksbuild.3',
    'kube-proxy': 'v1.36.0-eksbuild.21',
    'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
    coredns: 'v1.14.3-eksbuild.16',
    'aws-ebs-csi-driver': 'v1.63.1-eksbuild.1',
  },
};

/**
 * The version of each managed addon of a cluster: its own, or the one pinned for the addons' minor.
 *
 * @throws ProblemsError ESP6201 if no version is known, ESP6202 if the cluster sets a version of an unknown addon
 */
export function managedAddonsOf(cluster: ResolvedCluster): Readonly<Record<ManagedAddon, string>> {
  const file = `apps/platform/clusters/${cluster.name}/cluster.ts`;
  const strangers = Object.keys(cluster.managedAddons).filter((name) => !managedAddons.some((addon) => addon === name));
  if (strangers.length > 0) {
    throw new ProblemsError(
      strangers.map((name) => ({
        code: 'ESP6202',
        file,
        path: `managedAddons.${name}`,
        found: `'${name}' is not an EKS addon of a cluster.`,
        expected: `One of ${listOf(managedAddons)}.`,
        remedy: 'Correct the name, or remove it.',
      })),
    );
  }
  const pinned: Readonly<Partial<Record<string, string>>> = {
    ...managedAddonVersions[cluster.managedAddonsVersion],
    ...cluster.managedAddons,
  };
  const version = (addon: ManagedAddon): string => {
    const known = pinned[addon];
    if (known !== undefined) return known;
    throw new ProblemsError([
      {
        code: 'ESP6201',
        file,
        path: `managedAddons.${addon}`,
        found: `No version of '${addon}' is known for Kubernetes ${cluster.managedAddonsVersion}.`,
        expected: `An explicit version, or a Kubernetes minor with pinned ones: ${listOf(Object.keys(managedAddonVersions))}.`,
        remedy: `Choose one that \`aws eks describe-addon-versions --addon-name ${addon} --kubernetes-version ${cluster.managedAddonsVersion}\` lists.`,
      },
    ]);
  };
  return {
    'vpc-cni': version('vpc-cni'),
    'kube-proxy': version('kube-proxy'),
    'eks-pod-identity-agent': version('eks-pod-identity-agent'),
    coredns: version('coredns'),
    'aws-ebs-csi-driver': version('aws-ebs-csi-driver'),
  };
}
