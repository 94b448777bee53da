/** Parses what one of our own processes printed. */
export function parseJson(text: string): unknown {
  return JSON.parse(text) as unknown;
}

/** A number by its key. @throws TypeError where there is none */
export function numberOf(value: unknown, key: string): number {
  const number: unknown = Reflect.get(Object(value), key);
  if (typeof number !== 'number') throw new TypeError(`'${key}' is no number in ${JSON.stringify(value)}.`);
  return number;
}

/** A list by its key. @throws TypeError where there is none */
export function listOf(value: unknown, key: string): readonly unknown[] {
  const list: unknown = Reflect.get(Object(value), key);
  if (!Array.isArray(list)) throw new TypeError(`'${key}' is no list.`);
  return list;
}
