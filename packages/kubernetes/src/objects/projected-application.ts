import type { KubernetesObject } from '@espalier/model';

/** One application of a cluster as the tree takes it. */
export interface ProjectedApplication {
  /** Its directory in the cluster's tree. */
  readonly name: string;
  /** Home namespace of its objects. */
  readonly namespace?: string;
  /**
   * Digest of everything in the model that its content is made from; `undefined` where that cannot be known, since an
   * app's `chart.ts` is code. It says nothing about the code of this package: a cache has to add a version of its own.
   */
  readonly inputs: string | undefined;
  /** Makes the content. Throws a `ProblemsError` where objects cannot be made of the model. */
  readonly build: () => ProjectedContent;
}

/** What an application holds. */
export interface ProjectedContent {
  /** Objects of its directory, as plain data. The same object again where several clusters share it. */
  readonly objects: readonly KubernetesObject[];
  /** Those of them that a person wrote, as they are in the end, and the file that makes them. */
  readonly handWritten: readonly { readonly object: KubernetesObject; readonly file: string }[];
  /** Path relative to the cluster's directory to YAML documents, such as `values/loki.yaml` to one. */
  readonly documents: Readonly<Record<string, readonly unknown[]>>;
}
