import { expect, test } from 'vitest';
import { KeyTree } from '../src/charts/chart-keys.ts';
import { addSchema } from '../src/charts/schema-keys.ts';

function keysOf(schema: unknown): KeyTree {
  const tree = new KeyTree();
  addSchema(tree, schema);
  return tree;
}

test('properties of every alternative are known', () => {
  const tree = keysOf({
    anyOf: [{ properties: { a: {} } }, { allOf: [{ properties: { b: {} } }] }],
    then: { properties: { c: {} } },
  });
  expect([...tree.keys.keys()]).toEqual(['a', 'b', 'c']);
});

test('what is described elsewhere, or nowhere, is open', () => {
  const tree = keysOf({
    properties: {
      elsewhere: { $ref: 'https://example.com/pod.json' },
      nowhere: { $ref: '#/$defs/gone' },
      anything: { type: 'object' },
    },
  });
  expect([...tree.keys.values()].map(({ isOpen }) => isOpen)).toEqual([true, true, true]);
});

test('a schema that refers to itself is open where it begins again', () => {
  const tree = keysOf({ $ref: '#/$defs/tree', $defs: { tree: { properties: { child: { $ref: '#/$defs/tree' } } } } });
  expect(tree.isOpen).toBe(false);
  expect(tree.at(['child']).isOpen).toBe(true);
});

test('a schema that refers on and on is followed as far as is of use', () => {
  const level = (next: number): object => ({
    properties: { a: { $ref: `#/$defs/l${next}` }, b: { $ref: `#/$defs/l${next}` } },
  });
  const levels = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`l${index}`, level(index + 1)]));
  expect([...keysOf({ ...level(0), $defs: levels }).keys.keys()]).toEqual(['a', 'b']);
});
