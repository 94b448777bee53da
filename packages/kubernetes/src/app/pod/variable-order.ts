type Variable = readonly [name: string, value: string];

/**
 * Sorts variables so that each comes after those that its value refers to as `$(NAME)`; otherwise keeps the given
 * order. References to other names do not affect the order. `$$(NAME)` is no reference.
 *
 * @returns `cycle` if there is no such order: names that each refer to the next one, with the first one again at the
 * end
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
