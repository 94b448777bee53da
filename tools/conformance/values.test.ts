import { loadPlatform } from '@espalier/model/load';
import { expect, test } from 'vitest';
import { workspace } from './data.ts';
import { unknownKeys } from './values-keys.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');

const charts = Object.values(platform.clusters).flatMap(({ name, addons }) =>
  addons.flatMap((addon) =>
    addon.chart === undefined ? [] : [[name, addon.name, addon.chart.name, addon.values] as const],
  ),
);

test.each(charts)('%s: the values of %s are keys that chart %s reads', (_cluster, _addon, chart, values) => {
  expect(unknownKeys(chart, values)).toEqual([]);
});

test('a misspelt key is reported with the closest', () => {
  expect(unknownKeys('loki', { ingester: { persistence: { storageClas: 'gp3' } }, singleBinray: {} })).toEqual([
    expect.stringMatching(/^ingester\.persistence\.storageClas/),
    "singleBinray Did you mean 'singleBinary'?",
  ]);
});
