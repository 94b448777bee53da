import { loadPlatform } from '@espalier/model/load';
import { expect, test } from 'vitest';
import { workspace } from './data.ts';
import { deadKeys, leafPaths } from './dead-keys.ts';
import { hasHelm } from './helm.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');

const clusters = Object.values(platform.clusters);
const addons = [...new Set(clusters.flatMap((cluster) => cluster.addons.map(({ name }) => name)))];

/** Two renders for each key. */
const longTest = { timeout: 900_000 };

/** A key that matters in one cluster may rest in another. */
test.skipIf(!hasHelm()).each(addons)(
  'every key in the values of %s changes what its chart renders',
  longTest,
  (name) => {
    const alive = new Set<string>();
    let dead: readonly string[] = [];
    for (const cluster of clusters) {
      const addon = cluster.addons.find((candidate) => candidate.name === name);
      if (addon === undefined) continue;
      const open = leafPaths(addon.values).filter((path) => !alive.has(path));
      const still = deadKeys(cluster, addon, open);
      for (const path of open) if (!still.includes(path)) alive.add(path);
      dead = [...new Set([...dead, ...still])].filter((path) => !alive.has(path));
    }
    expect(dead).toEqual([]);
  },
);
