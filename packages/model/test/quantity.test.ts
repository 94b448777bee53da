import { expect, test } from 'vitest';
import { byteQuantity, cpuQuantity, parseQuantity } from '../src/schema-parts/quantity.ts';

// What `resource.ParseQuantity` of k8s.io/apimachinery v0.33 makes of these.
test.each([
  ['5', 5],
  ['5.', 5],
  ['.5', 0.5],
  ['+1', 1],
  ['-1', -1],
  ['007', 7],
  ['250m', 0.25],
  ['1u', 1e-6],
  ['100n', 1e-7],
  ['1k', 1000],
  ['1Ki', 1024],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['1E', 1e18],
  ['1E3', 1000],
  ['1e3', 1000],
  ['1e-3', 0.001],
  ['1E+3', 1000],
])('the quantity %s is %d', (text, value) => {
  expect(parseQuantity(text)).toBeCloseTo(value, 12);
});

test.each(['', ' 1', '1 ', '1K', '1ki', '1KB', '1GB', '1e', '1E+', '0x1', '1.5.5', '1Mi2', '1,5', 'Gi', '1e1.5'])(
  '%j is no quantity',
  (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  },
);

test.each(['250m', '2', '0.5', '1.25', '.001'])('%s of CPU', (text) => {
  expect(cpuQuantity().safeParse(text).success).toBe(true);
});

test.each(['1Gi', '1k', '100u', '0.5m', '0.0001', '1e3', '-1', 250])('CPU is not counted in %j', (text) => {
  expect(cpuQuantity().safeParse(text).error?.issues[0]?.message).toMatch(/^CPU as text: '250m'/);
});

test.each(['512Mi', '50Gi', '1.5Gi', '50G', '1000000'])('%s of memory', (text) => {
  expect(byteQuantity().safeParse(text).success).toBe(true);
});

test.each(['512m', '100u', '0.1Gi', '1e9', '-1Gi', '50GB', '50gi', 512])('memory is not counted in %j', (text) => {
  expect(byteQuantity().safeParse(text).error?.issues[0]?.message).toMatch(/^whole bytes as text/);
});
