import type { KubernetesObject } from '@espalier/model';

/** The expected content of `clusters/<cluster>/`. */
export interface ClusterTree {
  /** Name of the cluster, a DNS-1123 label; also its directory. */
  readonly cluster: string;
  readonly applications: readonly TreeApplication[];
}

/** What one application puts into the tree of its cluster. */
export interface TreeApplication {
  /** DNS-1123 label; also the directory. */
  readonly name: string;
  /** File names of objects in this namespace, and of cluster-scoped ones, have no namespace. */
  readonly namespace?: string;
  /**
   * Digest of everything that determines the content; undefined means unknown, so that the application is always built.
   */
  readonly inputs: string | undefined;
  /** Gives the content. Called only if `inputs` or the files on disk differ from the last render. */
  readonly build: () => ApplicationContent;
}

export interface ApplicationContent {
  /**
   * One file each in the application's directory. A frozen object must be deeply immutable. It is converted to text
   * once for all clusters.
   */
  readonly objects: readonly KubernetesObject[];
  /**
   * Other files: path relative to the cluster's directory, such as `values/loki.yaml`, to text.
   *
   * @default none
   */
  readonly files?: Readonly<Record<string, string>>;
}
