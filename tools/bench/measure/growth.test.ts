import { expect, test } from 'vitest';
import { growthExponent } from './growth.ts';
import { spreadOf } from './sample.ts';

test.each([
  ['linear', (size: number) => 3 * size, 1],
  ['quadratic', (size: number) => 0.5 * size ** 2, 2],
  ['constant', () => 7, 0],
])('the exponent of %s growth', (_, cost, exponent) => {
  const points = [1_000, 10_000, 100_000].map((size) => ({ size, cost: cost(size) }));
  expect(growthExponent(points)).toBeCloseTo(exponent, 10);
});

test('the exponent of points that are off the line is the one that fits best', () => {
  const points = [
    { size: 1, cost: 1 },
    { size: Math.E, cost: Math.E ** 3 },
    { size: Math.E ** 2, cost: Math.E ** 2 },
  ];
  expect(growthExponent(points)).toBeCloseTo(1, 10);
});

test('one size has no exponent', () => {
  expect(growthExponent([])).toBeUndefined();
  expect(growthExponent([{ size: 10, cost: 5 }])).toBeUndefined();
});

test('a spread has the median, which of an even number lies between the two in the middle', () => {
  expect(spreadOf([9, 1, 4])).toEqual({ median: 4, min: 1, max: 9 });
  expect(spreadOf([9, 1, 4, 5])).toEqual({ median: 4.5, min: 1, max: 9 });
});
