import { isMapping, parseQuantity } from '@espalier/model';

/** Mappings whose values are quantities: `1024Mi` and `1Gi` are one value there. */
const ofQuantities: ReadonlySet<string> = new Set(['requests', 'limits']);

/** Whether the API server takes two values of a field for the same: absent and empty are, and equal quantities. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (isEmpty(one) && isEmpty(other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => isSameValue(item, other[index]));
  }
  if (!isMapping(one) || !isMapping(other)) return one === other;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    ofQuantities.has(key) ? areSameQuantities(one[key], other[key]) : isSameValue(one[key], other[key]),
  );
}

function areSameQuantities(one: unknown, other: unknown): boolean {
  if (!isMapping(one) || !isMapping(other)) return isEmpty(one) && isEmpty(other);
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => parseQuantity(String(one[key])) === parseQuantity(String(other[key])));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
