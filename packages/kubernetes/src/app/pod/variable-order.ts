type Variable = readonly [name: string, value: string];

/**
 * Variables in an order in which each comes after those that its value refers to as `$(NAME)`; else as they are given. A
 * reference to what is not among them says nothing about order. `$$(NAME)` is no reference.
 *
 * @returns `cycle` where there is no such order: names, each of which refers to the next, the first again at its end
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function orderByReference(variables: readonly Variable[]): {
  readonly ordered: readonly Variable[];
  readonly cycle: readonly string[] | undefined;
} {
  const values = new Map(variables);
  const ordered: Variable[] = [];
  const done = new Set<string>();
  const visit = (name: string, within: readonly string[]): readonly string[] | undefined => {
    const value = values.get(name);
    if (value === undefined || done.has(name)) return undefined;
    if (within.includes(name)) return [...within.slice(within.indexOf(name)), name];
    for (const reference of referencesOf(value)) {
      const cycle = visit(reference, [...within, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    ordered.push([name, value]);
    return undefined;
  };
  for (const [name] of variables) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return { ordered: [], cycle };
  }
  return { ordered, cycle: undefined };
}

/** Names that a value refers to as `$(NAME)`. */
export function referencesOf(value: string): readonly string[] {
  return [...value.matchAll(/\$\$|\$\(([^)]*)\)/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
