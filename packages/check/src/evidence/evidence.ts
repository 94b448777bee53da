import type { Json, PlannedResource, ResolvedCluster, ResolvedPlatform } from '@espalier/model';

/** The committed files of both layers of a cluster, the input of every contract check. */
export interface Evidence {
  readonly platform: ResolvedPlatform;
  readonly cluster: ResolvedCluster;
  /** Manifests of the cluster. */
  readonly manifests: readonly Manifest[];
  /** Helm values of the cluster's addons. */
  readonly values: readonly Values[];
  /** Plans of three stacks: the cluster's, its environment's, and the registry account's. */
  readonly plan: {
    readonly cluster: readonly PlanFile[];
    readonly environment: readonly PlanFile[];
    readonly registry: readonly PlanFile[];
  };
}

/** One object of the tree. */
export interface Manifest {
  /** Relative to the workspace. */
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly content: Json;
}

/** The values of one addon. */
export interface Values {
  readonly file: string;
  readonly addon: string;
  readonly content: Json;
}

/** One resource of a plan, with its file. */
export interface PlanFile extends Pick<PlannedResource, 'id' | 'type' | 'name' | 'parent' | 'inputs'> {
  readonly file: string;
}
