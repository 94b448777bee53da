/** `talksTo[0].host` from its parts; keys that are not plain names are quoted. */
export function formatPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(String(part))) text += text === '' ? String(part) : `.${String(part)}`;
    else text += `[${JSON.stringify(String(part))}]`;
  }
  return text;
}

/** The value at a path of some data; `undefined` if the path does not exist. */
export function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** The items of the list at a path of some data; none if there is no list. */
export function listAt(data: unknown, path: readonly PropertyKey[]): readonly unknown[] {
  const value: unknown = valueAt(data, path);
  return Array.isArray(value) ? value : [];
}

/** A copy of some data with another value at an existing path. */
export function withValueAt(data: unknown, [first, ...rest]: readonly PropertyKey[], value: unknown): unknown {
  if (first === undefined) return value;
  if (typeof data !== 'object' || data === null) return data;
  const inner = withValueAt(Reflect.get(data, first), rest, value);
  if (Array.isArray(data)) return data.map((item: unknown, index) => (index === first ? inner : item));
  return { ...data, [first]: inner };
}

/** A value for use in a sentence: short, on one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return `'${shorten(value.replaceAll(/\s+/g, ' '))}'`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null)
    return `a mapping with ${Object.keys(value).slice(0, 4).join(', ') || 'no keys'}`;
  return value === null ? 'null' : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : typeof value;
}

function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 60)}… (${text.length} characters)`;
}
