import type { Json } from '@espalier/model';

/** Parses a JSON text. */
export function parseJson(text: string): Json {
  const value: unknown = JSON.parse(text);
  return isJson(value) ? value : null;
}

/** Whether a value that was read from JSON or YAML is defined. */
export function isJson(value: unknown): value is Json {
  return value !== undefined;
}

/** The value at a path of keys and indices; `undefined` if there is none. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let inner = value;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = (inner as { readonly [key: string | number]: Json })[step];
  }
  return inner;
}

/** The text at a path; `undefined` if there is none. */
export function textAt(value: Json | undefined, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The items of the list at a path; none where there is no list. */
export function listAt(value: Json | undefined, ...path: readonly (string | number)[]): readonly Json[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

/** The entries of the mapping at a path; none where there is no mapping. */
export function entriesAt(
  value: Json | undefined,
  ...path: readonly (string | number)[]
): readonly (readonly [string, Json])[] {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null && !isList(found) ? Object.entries(found) : [];
}

/** Every text inside a value, with its path. */
export function textsIn(value: Json, path = ''): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (isList(value)) return value.flatMap((item, index) => textsIn(item, `${path}[${index}]`));
  return entriesAt(value).flatMap(([key, item]) => textsIn(item, path === '' ? key : `${path}.${key}`));
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
