import { isMapping, type Problem } from '@espalier/model';

/** What is wrong with an object, at a path inside it. */
export type Fault = Omit<Problem, 'file'>;

/** Steps into an object: keys and indices. */
export type Path = readonly (string | number)[];

/** A path as people read it: `spec.ports[0].name`, `metadata.labels["app.kubernetes.io/name"]`. */
export function shownPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[A-Za-z_][\w-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** Every mapping inside a value, also the value itself, with its path. */
export function* mappingsIn(
  value: unknown,
  path: Path = [],
): Generator<{ readonly path: Path; readonly mapping: Readonly<Record<string, unknown>> }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* mappingsIn(item, [...path, index]);
  } else if (isMapping(value)) {
    yield { path, mapping: value };
    for (const [key, field] of Object.entries(value)) yield* mappingsIn(field, [...path, key]);
  }
}
