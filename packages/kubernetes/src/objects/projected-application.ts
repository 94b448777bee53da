import type { KubernetesObject } from '@espalier/model';

/** One application of a cluster, as input of the tree. */
export interface ProjectedApplication {
  /** Its directory in the cluster's tree. */
  readonly name: string;
  /** Home namespace of its objects. */
  readonly namespace?: string;
  /**
   * Digest of everything in the model that its content is built from; `undefined` with a `chart.ts`, since that is
   * code. It does not cover the code of this package: a cache must add a version.
   */
  readonly inputs: string | undefined;
  /** Makes the content. Throws a `ProblemsError` if objects cannot be built from the model. */
  readonly build: () => ProjectedContent;
}

/** What an application holds. */
export interface ProjectedContent {
  /** Objects of its directory, as plain data. Clusters may share an object. */
  readonly objects: readonly KubernetesObject[];
  /** The hand-written ones in their final form, with the file that defines them. */
  readonly handWritten: readonly { readonly object: KubernetesObject; readonly file: string }[];
  /** Path relative to the cluster's directory to YAML documents, such as `values/loki.yaml` to one. */
  readonly documents: Readonly<Record<string, readonly unknown[]>>;
}
