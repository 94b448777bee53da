import { schemaName, type KindSchemas, type Schema } from './kind-schemas.ts';

/** What holds from one Kubernetes minor on, until the next entry; `null` where it is gone. */
export type History<Value> = readonly (readonly [from: string, value: Value | null])[];

/** Kinds and definitions of several Kubernetes minors, each said where it changes. */
export interface SchemaHistory {
  /** Minors, oldest first. */
  readonly versions: readonly string[];
  readonly kinds: Readonly<Record<string, History<string>>>;
  readonly definitions: Readonly<Record<string, History<Schema>>>;
}

/** Writes several minors as one history, without what no kind refers to. */
export function historyOf(minors: Readonly<Record<string, KindSchemas>>): SchemaHistory {
  const versions = Object.keys(minors);
  const used = versions.map((version) => reachable(minors[version] ?? { kinds: {}, definitions: {} }));
  return {
    versions,
    kinds: mergeHistories(
      versions,
      versions.map((version) => minors[version]?.kinds ?? {}),
    ),
    definitions: mergeHistories(versions, used),
  };
}

function mergeHistories<Value>(
  versions: readonly string[],
  values: readonly Readonly<Record<string, Value>>[],
): Readonly<Record<string, History<Value>>> {
  const names = [...new Set(values.flatMap((value) => Object.keys(value)))].sort();
  return Object.fromEntries(
    names.map((name) => {
      const entries = versions.map((version, index) => [version, values[index]?.[name] ?? null] as const);
      return [name, entries.filter(([, value], index) => !isSame(value, entries[index - 1]?.[1] ?? null))];
    }),
  );
}

function reachable({ kinds, definitions }: KindSchemas): Readonly<Record<string, Schema>> {
  const found = new Map<string, Schema>();
  const visit = (name: string): void => {
    const schema = definitions[name];
    if (schema === undefined) throw new Error(`There is no definition '${name}'.`);
    if (found.has(name)) return;
    found.set(name, schema);
    for (const reference of referencesIn(schema)) visit(reference);
  };
  for (const name of Object.values(kinds)) visit(name);
  return Object.fromEntries(found);
}

function referencesIn({ $ref, properties = {}, items, additionalProperties }: Schema): readonly string[] {
  const nested = [...Object.values(properties), items, additionalProperties].filter((schema) => schema !== undefined);
  return [...($ref === undefined ? [] : [$ref.slice($ref.lastIndexOf('/') + 1)]), ...nested.flatMap(referencesIn)];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether an API version is an alpha, which EKS never serves. */
export function isAlpha(kind: string): boolean {
  return /^\S*v\d+alpha\d+ /.test(kind);
}

/** Kinds without alphas, with definitions in one order of keys. */
export function withoutAlphas({ kinds, definitions }: KindSchemas): KindSchemas {
  return {
    kinds: Object.fromEntries(
      Object.entries(kinds)
        .filter(([kind]) => !isAlpha(kind))
        .sort(),
    ),
    definitions: Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, sorted(schema)])),
  };
}

const jsonSchemaProps = schemaName('io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps');

/**
 * Numbers of Kubernetes' own APIs are whole, except for the bounds in a CRD's schema; the packages do not distinguish
 * them.
 */
export function withIntegers({ kinds, definitions }: KindSchemas): KindSchemas {
  const whole = (schema: Schema): Schema => ({
    ...schema,
    ...(schema.type === 'number' && { type: 'integer' }),
    ...(schema.items && { items: whole(schema.items) }),
    ...(schema.additionalProperties && { additionalProperties: whole(schema.additionalProperties) }),
    ...(schema.properties && {
      properties: Object.fromEntries(Object.entries(schema.properties).map(([name, field]) => [name, whole(field)])),
    }),
  });
  return {
    kinds,
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([name, schema]) => [name, name === jsonSchemaProps ? schema : whole(schema)]),
    ),
  };
}

function sorted(schema: Schema): Schema {
  if (schema.properties === undefined) return schema;
  return { ...schema, properties: Object.fromEntries(Object.entries(schema.properties).sort()) };
}
