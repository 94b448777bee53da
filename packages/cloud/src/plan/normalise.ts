import type { Json } from '@espalier/model';
import { specialValue, unknown } from './monitor.ts';
import { idOfUrn, outputReference } from '../stacks/index.ts';

/** Facts about a value that normalising finds. */
export interface Normalised {
  readonly value: Json;
  /** Paths of unknown parts of the value. */
  readonly unknown: readonly string[];
}

/**
 * A value of the protocol in the form of a plan: keys are sorted, secrets are masked, resources are ids, and JSON in
 * text has one line per value, for small diffs.
 */
export function normalise(value: unknown): Normalised {
  const unknownPaths: string[] = [];
  const walk = (inner: unknown, path: string): Json => {
    if (typeof inner === 'string') {
      if (!inner.includes(unknown)) return readable(inner);
      unknownPaths.push(path);
      return null;
    }
    if (inner === null || inner === undefined) return null;
    if (typeof inner === 'number' || typeof inner === 'boolean') return inner;
    if (Array.isArray(inner)) return inner.map((item, index) => walk(item, `${path}[${index}]`));
    const entries = Object.entries(inner);
    const special = specialValue(Object.fromEntries(entries));
    if (special?.kind === 'secret') {
      walk(special.value, path);
      return '[secret]';
    }
    if (special?.kind === 'resource') return outputReference(idOfUrn(special.urn), 'urn');
    return Object.fromEntries(
      entries.sort(byKey).map(([key, item]) => [key, walk(item, path === '' ? key : `${path}.${key}`)]),
    );
  };
  return { value: walk(value, ''), unknown: unknownPaths };
}

/** The same for the properties of a resource, or the outputs of a stack. */
export function normaliseProperties(properties: Readonly<Record<string, unknown>>): {
  readonly value: Readonly<Record<string, Json>>;
  readonly unknown: readonly string[];
} {
  const all = Object.entries(properties)
    .sort(byKey)
    .map(([name, property]) => ({ name, ...normalise(property) }));
  return {
    value: Object.fromEntries(all.map(({ name, value }) => [name, value])),
    unknown: all.flatMap(({ name, unknown: paths }) => paths.map((path) => `${name}${separated(path)}`)),
  };
}

function separated(path: string): string {
  return path === '' || path.startsWith('[') ? path : `.${path}`;
}

function readable(text: string): string {
  if (!/^[[{]/.test(text)) return text;
  try {
    return `${JSON.stringify(sorted(JSON.parse(text)), undefined, 2)}\n`;
  } catch {
    return text;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(byKey)
      .map(([key, item]) => [key, sorted(item)]),
  );
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
