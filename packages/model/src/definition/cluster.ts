import type { AddonDefinition } from './addon.ts';

/** One EKS cluster in an environment: what `apps/platform/clusters/<name>/cluster.ts` exports. */
export interface ClusterDefinition {
  /** Name of an environment. */
  readonly environment: string;
  /** Kubernetes minor, `1.29` or newer. */
  readonly kubernetesVersion: string;
  /**
   * Versions of the parts that are still behind the control plane during an upgrade: first the managed addons and the
   * nodes, then only the nodes, then none.
   *
   * @default everything is at `kubernetesVersion`
   */
  readonly stillAt?: { readonly managedAddons?: string | undefined; readonly nodes?: string | undefined } | undefined;
  /** Versions of EKS addons by name that differ from the pinned ones, such as `{ coredns: 'v1.12.4-eksbuild.1' }`. @default {} */
  readonly managedAddons?: Readonly<Record<string, string>> | undefined;
  /** Addresses of Services; `172.20.0.0/16` is what EKS picks outside `172.16.0.0/12`. @default '172.20.0.0/16' */
  readonly serviceCidr?: string | undefined;
  /**
   * Blocks that may reach the API server, such as those of a VPN. Its endpoint is private. Nodes, pods and everything
   * with the cluster's security group need no entry.
   *
   * @default []
   */
  readonly reachableFrom?: readonly string[] | undefined;
  /** Managed node groups by name; apps without `nodeGroup` run on `general`. */
  readonly nodeGroups: Readonly<Record<string, NodeGroupDefinition>>;
  /** Third-party software, each made by a function of `@espalier/addons` or by `defineAddon`. @default [] */
  readonly addons?: readonly AddonDefinition[] | undefined;
}

/** A managed node group. */
export interface NodeGroupDefinition extends NodeShape {
  /** The purpose of the group. The nodes get a taint, so that only pods for this group run there. */
  readonly dedicatedTo?: string | undefined;
  /** Whether the nodes have GPUs. @default false */
  readonly gpu?: boolean | undefined;
  /**
   * Earlier shapes of the group. Their nodes stay and accept no new pods. They are drained when the shape is removed
   * from this list. Without an entry, a changed shape replaces its nodes at once, new ones first.
   *
   * @default []
   */
  readonly retiring?: readonly NodeShape[] | undefined;
}

/** The shape of a group's nodes. */
export interface NodeShape {
  /** EC2 instance types, all of one architecture; the first is preferred. */
  readonly instanceTypes: readonly string[];
  /** Number of nodes, both bounds inclusive. */
  readonly size: { readonly min: number; readonly max: number };
  /** @default 'al2023' */
  readonly operatingSystem?: 'al2023' | 'bottlerocket' | undefined;
  /** Root volume in GiB. @default 80, and 200 for GPU nodes, which have large images */
  readonly volumeGibibytes?: number | undefined;
  /** Release of the EKS AMI, such as `1.35.0-20261105`. @default the one pinned for the Kubernetes version */
  readonly amiRelease?: string | undefined;
}

/** Declares a cluster. The default export of `apps/platform/clusters/<name>/cluster.ts`. */
export function defineCluster(cluster: ClusterDefinition): ClusterDefinition {
  return cluster;
}
