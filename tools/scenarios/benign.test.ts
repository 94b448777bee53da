import { statefulType } from '@espalier/cloud/replacement';
import { compareInMemory, reviewTrees } from '@espalier/review';
import { afterAll, expect, test } from 'vitest';
import { benignChanges } from './benign.ts';
import { committed } from './committed.ts';

/** A definition that changes with what is rendered, as it would. */
const definition = { 'apps/identity/app.ts': `${committed['apps/identity/app.ts'] ?? ''}// changed\n` };

test.each(benignChanges.map(({ title, files }) => [title, files] as const))('no risk: %s', (title, files) => {
  const { risks, changes, noise } = reviewTrees(compareInMemory(committed, { ...committed, ...definition, ...files }), {
    statefulType,
  });
  if (risks.length > 0) raised.push(title);
  expect(risks.map(({ code, effect }) => `${code} ${effect}`)).toEqual([]);
  expect(changes.length + noise.length).toBeGreaterThan(0);
});

/** Titles of changes that raised a risk. */
const raised: string[] = [];

afterAll(() => {
  process.stdout.write(`Benign changes: ${raised.length} of ${benignChanges.length} raise a risk.\n`);
});

test('there are sixty benign changes', () => {
  expect(benignChanges.length).toBeGreaterThanOrEqual(60);
});
