import { statefulType } from '@espalier/cloud/replacement';
import { compareInMemory, reviewTrees } from '@espalier/review';
import { expect, test } from 'vitest';
import { benignChanges } from './benign.ts';
import { committed } from './committed.ts';

/** A definition that changes with what is rendered, as it would. */
const definition = { 'apps/identity/app.ts': `${committed['apps/identity/app.ts'] ?? ''}// changed\n` };

test.each(benignChanges.map(({ title, files }) => [title, files] as const))('no risk: %s', (_, files) => {
  const { risks, changes, noise } = reviewTrees(compareInMemory(committed, { ...committed, ...definition, ...files }), {
    statefulType,
  });
  expect(risks.map(({ code, effect }) => `${code} ${effect}`)).toEqual([]);
  expect(changes.length + noise.length).toBeGreaterThan(0);
});

test('there are sixty benign changes', () => {
  expect(benignChanges.length).toBeGreaterThanOrEqual(60);
});
