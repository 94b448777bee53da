import { loadPlatform } from '@espalier/model/load';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stacksOf } from '../src/index.ts';
import { isStateful, statefulType } from '../src/replacement/index.ts';
import { planStacks } from '../src/plan/plan-stacks.ts';
import { guardType } from '../src/protection/guard.ts';
import { statefulTypes } from '../src/replacement/stateful-types.ts';

const root = join(import.meta.dirname, '../../..');

test('whatever is protected in the plans of Riven is known to hold something', async () => {
  const { platform } = await loadPlatform(root);
  if (platform === undefined) throw new Error('Riven does not resolve.');
  const stacks = stacksOf(platform).map(({ name }) => name);
  const types = new Set<string>();
  for await (const { resources } of planStacks(platform, new Map(), stacks)) {
    for (const { type, options } of resources) if (options.protect === true && type !== guardType) types.add(type);
  }
  expect(types.size).toBeGreaterThan(5);
  expect([...types].filter((type) => !isStateful(type))).toEqual([]);
});

test('the inputs that replace a database are listed', () => {
  expect(statefulType('aws:rds/instance:Instance')?.replacedBy).toContain('kmsKeyId');
  expect(statefulType('aws:rds/instance:Instance')?.replacedBy).not.toContain('identifier');
});

test.each(['aws:iam/role:Role', 'toString'])('nothing is known of %s', (type) => {
  expect(isStateful(type)).toBe(false);
  expect(statefulType(type)).toBeUndefined();
});

test.each(Object.entries(statefulTypes))('%s has a list in order, each input once', (_, { replacedBy }) => {
  expect(replacedBy).toEqual([...new Set(replacedBy)].sort());
});
