import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mergeKeys } from '../../packages/review/src/difference/index.ts';
import { conformanceData, conformancePath } from './data.ts';

interface Definition {
  readonly properties?: Readonly<
    Record<
      string,
      { readonly 'x-kubernetes-list-map-keys'?: readonly string[]; readonly 'x-kubernetes-patch-merge-key'?: string }
    >
  >;
}

/** Keys of lists by the name of their field, as a version of Kubernetes merges them; lists of a status and of whole objects left out. */
function upstreamKeys(file: string): ReadonlyMap<string, readonly string[]> {
  const { definitions } = conformanceData(`k8s-min/${file}`) as {
    readonly definitions: Readonly<Record<string, Definition>>;
  };
  const found = new Map<string, readonly string[]>();
  for (const [name, { properties = {} }] of Object.entries(definitions)) {
    if (/(?:Status|List)$/.test(name)) continue;
    for (const [field, schema] of Object.entries(properties)) {
      const patch = schema['x-kubernetes-patch-merge-key'];
      const keys = schema['x-kubernetes-list-map-keys'] ?? (patch === undefined ? undefined : [patch]);
      // Ports have other keys in a container and in a Service: their paths say which.
      if (keys !== undefined && field !== 'ports') found.set(field, keys);
    }
  }
  return found;
}

const files = readdirSync(conformancePath('k8s-min') ?? '.').sort();

test.each(files)('a review matches items of lists by the keys of %s', (file) => {
  const upstream = upstreamKeys(file);
  expect(upstream.size).toBeGreaterThan(5);
  expect(Object.fromEntries([...upstream].filter(([field, keys]) => mergeKeys[field]?.join() !== keys.join()))).toEqual(
    {},
  );
});

test('a review knows no other keys than the versions have', () => {
  const all = new Set(files.flatMap((file) => [...upstreamKeys(file).keys()]));
  expect(Object.keys(mergeKeys).filter((field) => !all.has(field))).toEqual([]);
});
