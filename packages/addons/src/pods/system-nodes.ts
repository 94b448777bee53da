import type { AddonContext, Placement } from '@espalier/model';

const anywhere: Placement = { nodeSelector: {}, tolerations: [] };

/** Placement of the platform's own software: on the node group `system`, or anywhere in a cluster without one. */
export function onSystemNodes(context: AddonContext): Placement {
  return context.cluster.nodeGroups.includes('system') ? context.placement('system') : anywhere;
}
