/** An Argo CD Application: one directory of the tree, one owner, one sync wave. */
export interface ResolvedApplication {
  readonly name: string;
  readonly kind: 'namespaces' | 'secret-stores' | 'addon' | 'app';
  /** Sync wave among the root's children, derived from what must be there first. */
  readonly wave: number;
  /** The applications that it waits for, each with the reason. */
  readonly after: readonly { readonly application: string; readonly because: string }[];
}
