import type { KubernetesObject } from '@espalier/model';

/** Everything that is to stand in `clusters/<cluster>/`. */
export interface ClusterTree {
  /** Name of the cluster, a DNS-1123 label; also its directory. */
  readonly cluster: string;
  readonly applications: readonly TreeApplication[];
}

/** What one application puts into the tree of its cluster. */
export interface TreeApplication {
  /** DNS-1123 label; also the directory. */
  readonly name: string;
  /** Objects in this namespace, and cluster-scoped ones, are filed without a namespace in the file's name. */
  readonly namespace?: string;
  /** Digest of everything that determines the content; undefined where it is unknown, so that it is always built. */
  readonly inputs: string | undefined;
  /** Gives the content. Called only where `inputs` or the files on disk differ from what was written last. */
  readonly build: () => ApplicationContent;
}

export interface ApplicationContent {
  /**
   * One file each in the application's directory. An object that is frozen is taken never to change, all the way down,
   * and becomes text only once, however many clusters it is in.
   */
  readonly objects: readonly KubernetesObject[];
  /**
   * Other files: path relative to the cluster's directory, such as `values/loki.yaml`, to text.
   *
   * @default none
   */
  readonly files?: Readonly<Record<string, string>>;
}
