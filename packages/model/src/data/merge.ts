/** Whether a value is a mapping: neither a list nor an instance of a class. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Merges an environment's override over an app: mappings merge key by key, everything else replaces, `null` removes the
 * key, `undefined` changes nothing.
 */
export function mergeOverride(base: unknown, override: unknown): unknown {
  return merge(base, override, 'null-removes');
}

/** Merges Helm values as Helm does; `null` stays, since it removes a chart's default. */
export function mergeValues(base: unknown, overlay: unknown): unknown {
  return merge(base, overlay, 'null-stays');
}

function merge(base: unknown, over: unknown, nulls: 'null-removes' | 'null-stays'): unknown {
  if (over === undefined) return base;
  if (!isMapping(over)) return over;
  const merged = new Map<string, unknown>(isMapping(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(over)) {
    if (value === null && nulls === 'null-removes') merged.delete(key);
    else if (value !== undefined) merged.set(key, merge(merged.get(key), value, nulls));
  }
  return Object.fromEntries(merged);
}
