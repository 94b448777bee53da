import fc from 'fast-check';
import { expect, test } from 'vitest';
import { order, type UnorderedApplication } from '../src/resolve/cluster/order.ts';

function application(name: string, ...after: readonly string[]): UnorderedApplication {
  return {
    name,
    kind: 'addon',
    after: after.map((earlier) => ({ application: earlier, because: `needs ${earlier}` })),
  };
}

function wavesOf(applications: readonly UnorderedApplication[]): readonly string[] | undefined {
  return order(applications).applications?.map(({ wave, name }) => `${wave} ${name}`);
}

test('what nothing waits for shares the last wave', () => {
  expect(
    wavesOf([
      application('namespaces'),
      application('crds', 'namespaces'),
      application('operator', 'namespaces', 'crds'),
      application('stores', 'namespaces', 'operator'),
      application('loki', 'namespaces', 'crds'),
      application('app', 'namespaces'),
    ]),
  ).toEqual(['0 namespaces', '1 crds', '2 operator', '3 app', '3 loki', '3 stores']);
});

test.each([
  [[application('a', 'a')], ['a after a']],
  [
    [application('x', 'a'), application('a', 'b'), application('b', 'c'), application('c', 'a')],
    ['a after b', 'b after c', 'c after a'],
  ],
])('a cycle is reported as a path', (applications, expected) => {
  expect(order(applications).cycle?.map((edge) => `${edge.application} after ${edge.after}`)).toEqual(expected);
});

test('whatever waits for whatever: every wave comes after all it waits for, and is as late as can be', () => {
  const graphs = fc
    .array(fc.array(fc.nat(20), { maxLength: 4 }), { minLength: 1, maxLength: 20 })
    .map((edges) =>
      edges.map((earlier, index) =>
        application(`a${index}`, ...earlier.filter((other) => other < index).map((other) => `a${other}`)),
      ),
    );
  fc.assert(
    fc.property(graphs, (applications) => {
      const ordered = order(applications).applications ?? [];
      const wave = new Map(ordered.map((one) => [one.name, one.wave]));
      const last = Math.max(...wave.values());
      for (const { name, after } of ordered) {
        for (const { application: earlier } of after) expect(wave.get(earlier)).toBeLessThan(wave.get(name) ?? 0);
        const waiting = ordered.filter((one) => one.after.some((edge) => edge.application === name));
        expect(wave.get(name)).toBe(Math.min(last + 1, ...waiting.map((one) => one.wave)) - 1);
      }
    }),
  );
});
