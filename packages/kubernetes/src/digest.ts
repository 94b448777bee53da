import { hash } from 'node:crypto';

/** SHA-256 of a value of plain data, in hexadecimal. The order of keys makes no difference, nor do undefined fields. */
export function digest(value: unknown): string {
  return hash('sha256', canonicalJson(value));
}

/** {@link digest} of something made from an object, worked out once for each object. */
export function memoisedDigest<T extends object>(of: (object: T) => unknown): (object: T) => string {
  const digests = new WeakMap<T, string>();
  return (object) => {
    const known = digests.get(object);
    if (known !== undefined) return known;
    const fresh = digest(of(object));
    digests.set(object, fresh);
    return fresh;
  };
}

/** JSON with sorted keys. `JSON.stringify` does the rest, since it is several times as fast as code of ours. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const fields = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries([...fields.keys()].sort().map((key) => [key, sorted(fields.get(key))]));
}
