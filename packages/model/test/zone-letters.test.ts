import { expect, test } from 'vitest';
import { resolve } from '../src/index.ts';
import { definitions } from './definitions.ts';

function zonesOf(region: string, zones: 2 | 3 | readonly string[]): unknown {
  const { environments } = definitions();
  const { staging } = environments;
  if (staging === undefined) throw new Error('there is no environment staging');
  const value = { ...staging.value, region, network: { ...staging.value.network, zones } };
  const resolution = resolve(definitions({ environments: { ...environments, staging: { ...staging, value } } }));
  return resolution.platform?.environments['staging']?.network ?? resolution.problems;
}

test.each([
  ['us-east-1', 3, ['a', 'b', 'c']],
  ['ca-central-1', 3, ['a', 'b', 'd']],
  ['ap-northeast-1', 2, ['a', 'c']],
] as const)('the zones of %s, %i of them', (region, zones, letters) => {
  expect(zonesOf(region, zones)).toMatchObject({ zones: letters });
});

test('an account with other zones under its letters names those it wants', () => {
  expect(zonesOf('us-east-1', ['a', 'd'])).toMatchObject({ zones: ['a', 'd'] });
});

test.each([[['a']], [['a', 'a']], [['us-east-1a', 'us-east-1b']]])('zones %j are refused', (zones) => {
  expect(JSON.stringify(zonesOf('us-east-1', zones))).toMatch(/"code":"ESP2001".*"path":"network.zones/);
});
