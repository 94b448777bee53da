import type { AddonDefinition } from './addon.ts';

/** One EKS cluster in an environment: what `apps/platform/clusters/<name>/cluster.ts` exports. */
export interface ClusterDefinition {
  /** Name of an environment. */
  readonly environment: string;
  /** Kubernetes minor, `1.29` or newer. */
  readonly kubernetesVersion: string;
  /** Addresses of Services; `172.20.0.0/16` is what EKS picks outside `172.16.0.0/12`. @default '172.20.0.0/16' */
  readonly serviceCidr?: string | undefined;
  /** Managed node groups by name; `general` takes every app that names no other. */
  readonly nodeGroups: Readonly<Record<string, NodeGroupDefinition>>;
  /** Third-party software, each made by a function of `@espalier/addons` or by `defineAddon`. @default [] */
  readonly addons?: readonly AddonDefinition[] | undefined;
}

/** A managed node group. */
export interface NodeGroupDefinition {
  /** EC2 instance types, all of one architecture; the first is preferred. */
  readonly instanceTypes: readonly string[];
  /** Number of nodes, both bounds inclusive. */
  readonly size: { readonly min: number; readonly max: number };
  /** Taints the nodes so that only what asks for this group runs there, and names what it is for. */
  readonly dedicatedTo?: string | undefined;
  /** Whether the nodes carry GPUs. @default false */
  readonly gpu?: boolean | undefined;
}

/** Declares a cluster. The default export of `apps/platform/clusters/<name>/cluster.ts`. */
export function defineCluster(cluster: ClusterDefinition): ClusterDefinition {
  return cluster;
}
