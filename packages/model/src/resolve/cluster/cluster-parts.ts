import type { ResolvedAddon, ResolvedIdentity, ResolvedNamespace, ResolvedNodeGroup } from '../../resolved/index.ts';

/** What is derived from the definition of a cluster, from its apps and from its addons. */
export interface ClusterParts {
  readonly nodeGroups: Readonly<Record<string, ResolvedNodeGroup>>;
  /** Sorted by name. */
  readonly addons: readonly ResolvedAddon[];
  readonly namespaces: readonly ResolvedNamespace[];
  readonly identities: readonly ResolvedIdentity[];
}
