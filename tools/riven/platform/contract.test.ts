import { contract, readEvidence } from '@espalier/check';
import { loadPlatform } from '@espalier/model/load';
import { expect, test } from 'vitest';
import { workspace } from './tree.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error("Riven's model is broken");

test.each(Object.values(platform.clusters))('the committed tree and plans of $name agree', (cluster) => {
  expect(contract(readEvidence(workspace, platform, cluster))).toEqual([]);
});
