import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { historyOf, type History, type SchemaHistory } from './history.ts';
import { minorOf } from './minors.ts';

const root = join(import.meta.dirname, '../..');
const committed = JSON.parse(
  readFileSync(join(root, 'packages/check/schemas/kubernetes.json'), 'utf8'),
) as SchemaHistory;

test('the committed schemas of the minor whose package is installed are those of the package', () => {
  const fresh = historyOf({ '1.29': minorOf(join(root, 'node_modules/cdk8s-plus-29')) });
  const ofMinor = <Value>(all: Readonly<Record<string, History<Value>>>): Readonly<Record<string, Value | null>> =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, [first]]) => (first?.[0] === '1.29' ? [[name, first[1]] as const] : [])),
    );
  expect(ofMinor(committed.kinds)).toEqual(ofMinor(fresh.kinds));
  expect(ofMinor(committed.definitions)).toEqual(ofMinor(fresh.definitions));
});

test('a history says what holds from which minor on', () => {
  const minor = (type: string): { kinds: Record<string, string>; definitions: Record<string, { type: string }> } => ({
    kinds: { 'v1 A': 'A' },
    definitions: { A: { type } },
  });
  expect(
    historyOf({
      '1.1': minor('string'),
      '1.2': minor('string'),
      '1.3': minor('number'),
      '1.4': { kinds: {}, definitions: {} },
    }),
  ).toEqual({
    versions: ['1.1', '1.2', '1.3', '1.4'],
    kinds: {
      'v1 A': [
        ['1.1', 'A'],
        ['1.4', null],
      ],
    },
    definitions: {
      A: [
        ['1.1', { type: 'string' }],
        ['1.3', { type: 'number' }],
        ['1.4', null],
      ],
    },
  });
});
