import type { NodeShape } from '../../definition/cluster.ts';
import * as names from '../../names/index.ts';
import type { ResolvedNodeShape } from '../../resolved/resolved-platform.ts';

/** Fills the defaults of what nodes are made of. */
export function resolveNodeShape(shape: NodeShape, gpu = false): ResolvedNodeShape {
  const { instanceTypes, size, operatingSystem = 'al2023', volumeGibibytes = gpu ? 200 : 80, amiRelease } = shape;
  const architecture = names.architectureOf(instanceTypes[0] ?? '');
  return { instanceTypes, size, architecture, operatingSystem, volumeGibibytes, amiRelease };
}
