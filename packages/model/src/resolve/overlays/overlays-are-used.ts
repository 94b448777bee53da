import type { Overlay } from '../../definition/index.ts';
import { didYouMean, listOf, unknownReference, type Problem } from '../../problem/index.ts';

/** An overlay without its addon would be ignored silently. */
export function overlaysAreUsed(
  overlays: readonly Overlay[],
  addonsByCluster: ReadonlyMap<string, readonly string[]>,
): readonly Problem[] {
  const every = new Set([...addonsByCluster.values()].flat());
  return overlays.flatMap(({ addon, cluster, file }): readonly Problem[] => {
    if (cluster !== undefined && !addonsByCluster.has(cluster)) {
      return [unknownReference('a cluster', cluster, addonsByCluster.keys(), { file, path: '' })];
    }
    const there = cluster === undefined ? every : new Set(addonsByCluster.get(cluster));
    if (there.has(addon)) return [];
    return [
      {
        code: 'ESP2308',
        file,
        path: '',
        found: `${cluster === undefined ? 'No cluster has an' : `Cluster '${cluster}' has no`} addon '${addon}'.${didYouMean(addon, there)}`,
        expected: `Addons with values: ${listOf([...there].sort())}.`,
        remedy: 'Rename the file after an addon, or delete it.',
      },
    ];
  });
}
