import type { ResolvedNodeGroup, ResolvedNodeShape } from '@espalier/model';
import { createHash } from 'node:crypto';

/** One generation of a node group: nodes of one shape. */
export interface Generation {
  /** Name of the group and a digest of the shape: `general-1f0c3a52`. */
  readonly name: string;
  readonly group: ResolvedNodeGroup;
  readonly shape: ResolvedNodeShape;
  /** Whether it takes no new pods. */
  readonly retiring: boolean;
}

/** The generations of a group: the one of today, then those that are going. */
export function generationsOf(group: ResolvedNodeGroup): readonly Generation[] {
  const generation = (shape: ResolvedNodeShape, retiring: boolean): Generation => ({
    name: `${group.name}-${shapeDigest(shape, group.gpu)}`,
    group,
    shape,
    retiring,
  });
  return [generation(group, false), ...group.retiring.map((shape) => generation(shape, true))];
}

/**
 * What tells one shape from another: all that EKS cannot change in a node group, or only by exchanging every node. Size
 * and image are changed in place.
 */
function shapeDigest(
  { instanceTypes, architecture, operatingSystem, volumeGibibytes }: ResolvedNodeShape,
  gpu: boolean,
): string {
  const shape = JSON.stringify({ instanceTypes, architecture, operatingSystem, volumeGibibytes, gpu });
  return createHash('sha256').update(shape).digest('hex').slice(0, 8);
}
