/** A value that is not allowed in a manifest, with its path. */
export interface Fault {
  /** Path from the root of the value, such as `spec.ports[0].port`. */
  readonly path: string;
  /** The found value, as the end of a sentence: `a Date`. */
  readonly found: string;
}

/** Deeper than any manifest; a deeper value counts as circular. */
const maximumDepth = 500;

/** YAML allows an implicit key 1024 characters (spec 1.2.2, §7.4.2), quotes included. */
const maximumKeyLength = 1022;

/**
 * The first value inside `value` that JSON cannot represent, or undefined if all of it is plain data. Undefined fields
 * are allowed: they are omitted from the file.
 */
export function findFault(value: unknown): Fault | undefined {
  const fault = search(value, 0);
  return fault === undefined ? undefined : { path: fault.path.replace(/^\./, ''), found: fault.found };
}

function search(value: unknown, depth: number): Fault | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? undefined : { path: '', found: 'a string with half a surrogate pair' };
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : { path: '', found: String(value) };
    case 'object':
      if (value === null) return undefined;
      if (depth > maximumDepth) return { path: '', found: 'a value that contains itself, or nests too deeply' };
      return Array.isArray(value) ? searchArray(value, depth) : searchObject(value, depth);
    default:
      return { path: '', found: value === undefined ? 'undefined' : `a ${typeof value}` };
  }
}

function searchArray(values: readonly unknown[], depth: number): Fault | undefined {
  for (let index = 0; index < values.length; index += 1) {
    const fault = search(values[index], depth + 1);
    if (fault !== undefined) return { path: `[${index}]${fault.path}`, found: fault.found };
  }
  return undefined;
}

function searchObject(object: object, depth: number): Fault | undefined {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) return { path: '', found: instanceName(object) };
  for (const [key, value] of Object.entries(object) as Iterable<[string, unknown]>) {
    if (value === undefined) continue;
    const fault = faultOfKey(key) ?? search(value, depth + 1);
    if (fault !== undefined) return { path: `.${key}${fault.path}`, found: fault.found };
  }
  return undefined;
}

function faultOfKey(key: string): Fault | undefined {
  if (!key.isWellFormed()) return { path: '', found: 'under a key with half a surrogate pair' };
  if (key.length > 160 && escapedLength(key) > maximumKeyLength)
    return { path: '', found: 'under a key that is too long' };
  return undefined;
}

/** An upper bound for any scalar style: an escape has at most six characters. */
function escapedLength(key: string): number {
  return key.length + 5 * (key.match(/[^ -~]|['"\\]/g)?.length ?? 0);
}

function instanceName(object: object): string {
  const { constructor } = object;
  return typeof constructor === 'function' && constructor.name !== '' ? `a ${constructor.name}` : 'a class instance';
}
