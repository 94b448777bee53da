/** Maps the values of a record in the order of their names; `undefined` omits an entry. */
export function mapDefined<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, name: string) => To | undefined,
): Readonly<Record<string, To>> {
  const entries = Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const mapped = map(value, name);
      return mapped === undefined ? [] : [[name, mapped] as const];
    }),
  );
}
