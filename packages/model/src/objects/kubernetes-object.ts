/** A JSON value, the type of every Kubernetes field. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A kind of object as an Argo CD AppProject names it; the core group is ''. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** A Kubernetes object as plain data, before it becomes YAML. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}
