import type { ResolvedAddon } from '../../resolved/resolved-addon.ts';
import type { ResolvedIdentity } from '../../resolved/resolved-identity.ts';
import type { ResolvedNamespace, ResolvedNodeGroup } from '../../resolved/resolved-platform.ts';

/** What is derived from the definition of a cluster, from its apps and from its addons. */
export interface ClusterParts {
  readonly nodeGroups: Readonly<Record<string, ResolvedNodeGroup>>;
  /** Sorted by name. */
  readonly addons: readonly ResolvedAddon[];
  readonly namespaces: readonly ResolvedNamespace[];
  readonly identities: readonly ResolvedIdentity[];
}
