import type { NodeShape } from '../../definition/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { ClusterInput } from './cluster-input.ts';
import { resolveNodeShape } from '../nodes/index.ts';

/** The shape of a generation is part of its name: two generations with one shape would be the same node group. */
export function generationsDiffer({ definition, file }: ClusterInput): readonly Problem[] {
  return Object.entries(definition.nodeGroups).flatMap(([name, group]) => {
    const seen = new Set([shapeKey(group, group.gpu)]);
    return (group.retiring ?? []).flatMap((shape, index): readonly Problem[] => {
      const key = shapeKey(shape, group.gpu);
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [
        {
          code: 'ESP2221',
          file,
          path: `nodeGroups.${name}.retiring[${index}]`,
          found: `Another generation of '${name}' has this shape: ${shape.instanceTypes.join(', ')}.`,
          expected:
            'Generations that differ in instance types, operating system or volume; size and image change in place.',
          remedy: 'Remove it, or write the shape that the group had before.',
        },
      ];
    });
  });
}

function shapeKey(shape: NodeShape, gpu: boolean | undefined): string {
  const { instanceTypes, operatingSystem, volumeGibibytes } = resolveNodeShape(shape, gpu);
  return JSON.stringify({ instanceTypes, operatingSystem, volumeGibibytes });
}
