import * as names from '../../names/index.ts';
import type { Placement } from '../../definition/index.ts';
import type { ResolvedNodeGroup } from '../../resolved/index.ts';

/** How pods get onto the nodes of a group: a selector for its label, and a toleration if the group is dedicated. */
export function placementOn(group: ResolvedNodeGroup): Placement {
  return {
    nodeSelector: { [names.nodeGroupLabel]: group.name },
    tolerations:
      group.dedicatedTo === undefined
        ? []
        : [{ key: names.dedicatedTaint, operator: 'Equal', value: group.dedicatedTo, effect: 'NoSchedule' }],
  };
}
