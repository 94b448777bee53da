import { hash } from 'node:crypto';

/**
 * SHA-256 of a value of plain data, in hexadecimal. Undefined fields do not change it. The order of keys does: after a
 * reordering, the same files are built again, which costs less than sorting each time.
 */
export function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value));
}

/** {@link digest} of something derived from an object, computed once for each object. */
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
