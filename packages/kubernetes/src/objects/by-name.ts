/** Finds an item by its name. A missing item is a defect of the model. */
export function byName<T extends { readonly name: string }>(candidates: readonly T[]): (name: string) => T {
  const all = new Map(candidates.map((candidate) => [candidate.name, candidate]));
  return (name) => {
    const found = all.get(name);
    if (found === undefined)
      throw new Error(`The resolved cluster lists an application ${name} that it does not contain.`);
    return found;
  };
}
