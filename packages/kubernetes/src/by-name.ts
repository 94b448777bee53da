/** The one of a name. An application of the resolved cluster that the cluster does not hold is a defect of the model. */
export function byName<T extends { readonly name: string }>(candidates: readonly T[], name: string): T {
  const found = candidates.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`The resolved cluster lists an application ${name} that it does not hold.`);
  return found;
}
