import type { ClusterDefinition, NodeShape } from '../../definition/index.ts';
import * as names from '../../names/index.ts';
import type { ResolvedNodeGroup, ResolvedNodeShape } from '../../resolved/index.ts';

/** Fills the defaults of a cluster's node groups. */
export function resolveNodeGroups(definition: ClusterDefinition): Readonly<Record<string, ResolvedNodeGroup>> {
  return Object.fromEntries(
    Object.entries(definition.nodeGroups).map(([name, group]) => [
      name,
      {
        name,
        ...resolveNodeShape(group, group.gpu),
        dedicatedTo: group.dedicatedTo,
        gpu: group.gpu ?? false,
        retiring: (group.retiring ?? []).map((shape) => resolveNodeShape(shape, group.gpu)),
      },
    ]),
  );
}

/** Fills the defaults of the shape of nodes. */
export function resolveNodeShape(shape: NodeShape, gpu = false): ResolvedNodeShape {
  const { instanceTypes, size, operatingSystem = 'al2023', volumeGibibytes = gpu ? 200 : 80, amiRelease } = shape;
  const architecture = names.architectureOf(instanceTypes[0] ?? '');
  return { instanceTypes, size, architecture, operatingSystem, volumeGibibytes, amiRelease };
}
