import type { ClusterDefinition, Definitions } from '../../definition/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { ResolvedEnvironment } from '../../resolved/index.ts';

/**
 * Addresses that a node uses: its own, and whole prefixes of 16 that the VPC CNI assigns for its up to 110 pods.
 *
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html
 */
const addressesOfNode = 1 + 16 * Math.ceil(110 / 16);

/** Addresses of a subnet that AWS reserves. @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const reservedAddresses = 5;

/** Largest VPC, as a prefix length. */
const largestVpc = 16;

/** Checks that the subnets of nodes and pods have addresses for all nodes at the clusters' maximum size. */
export function networksHoldTheirNodes({
  environments,
  clusters,
  definitions,
}: {
  readonly environments: Readonly<Record<string, ResolvedEnvironment>>;
  readonly clusters: Readonly<Record<string, ClusterDefinition>>;
  readonly definitions: Definitions;
}): readonly Problem[] {
  return Object.values(environments).flatMap((environment): readonly Problem[] => {
    const there = Object.entries(clusters).filter(([, cluster]) => cluster.environment === environment.name);
    const nodes = there.map(([, { nodeGroups }]) => mostNodes(nodeGroups)).reduce((sum, count) => sum + count, 0);
    const { cidr, zones } = environment.network;
    const needed = nodes * addressesOfNode;
    const length = Number(cidr.slice(cidr.indexOf('/') + 1));
    const available = addressesIn(length, zones.length);
    if (needed <= available) return [];
    const enough = prefixLengths(length).find((shorter) => addressesIn(shorter, zones.length) >= needed);
    return [
      {
        code: 'ESP2224',
        file: definitions.environments[environment.name]?.file ?? '',
        path: 'network.cidr',
        found: `The clusters of '${environment.name}' (${there.map(([name]) => name).join(', ')}) may grow to ${nodes} nodes, which take ${addressesOfNode} addresses each, ${needed} in all; ${cidr} has ${available} for nodes and pods.`,
        expected: 'Addresses for every node with all its pods: a pod without an address never starts.',
        remedy:
          enough === undefined
            ? `No VPC has that many: lower 'size.max' of node groups, or move a cluster to another environment.`
            : `Choose a block of /${enough} or larger while the environment is new, or lower 'size.max' of node groups.`,
      },
    ];
  });
}

/** Every group at its maximum, with its earlier shapes. */
function mostNodes(nodeGroups: ClusterDefinition['nodeGroups']): number {
  return Object.values(nodeGroups)
    .flatMap((group) => [group, ...(group.retiring ?? [])])
    .reduce((sum, { size }) => sum + size.max, 0);
}

/** Each zone's subnet for nodes and pods is a quarter of the VPC. */
function addressesIn(vpcPrefixLength: number, zones: number): number {
  return zones * (2 ** (32 - vpcPrefixLength - 2) - reservedAddresses);
}

function prefixLengths(below: number): readonly number[] {
  return Array.from({ length: Math.max(0, below - largestVpc) }, (_, index) => below - 1 - index);
}
