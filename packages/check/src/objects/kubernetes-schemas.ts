import { Ajv, type ValidateFunction } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The schema from one minor on, until the next entry; `null` if the kind is removed. */
type History<Value> = readonly (readonly [from: string, value: Value | null])[];

interface SchemaHistory {
  readonly versions: readonly string[];
  readonly kinds: Readonly<Record<string, History<string>>>;
  readonly definitions: Readonly<Record<string, History<object>>>;
}

/** Written by `npm run schemas` in Espalier's own repository, from the type declarations of public packages. */
const file = join(import.meta.dirname, '../../schemas/kubernetes.json');

let loaded: SchemaHistory | undefined;

function history(): SchemaHistory {
  loaded ??= JSON.parse(readFileSync(file, 'utf8')) as SchemaHistory;
  return loaded;
}

const minors = new Map<string, KubernetesSchemas>();

/** The built-in kinds of one Kubernetes minor; each schema is compiled at its first use. */
export class KubernetesSchemas {
  /** The minor of the schemas; for newer clusters, the newest known one. */
  readonly version: string;
  /** Definition of each `apiVersion kind`. */
  readonly #kinds: ReadonlyMap<string, string>;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  private constructor(version: string) {
    this.version = version;
    this.#kinds = new Map(at(history().kinds, version));
    this.#ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
    const definitions = Object.fromEntries(
      at(history().definitions, version).map(([name, schema]) => [name, closed(schema)]),
    );
    this.#ajv.addSchema({ $id: 'kubernetes', definitions });
  }

  /** @param version minor of the cluster, such as `1.35` */
  static of(version: string): KubernetesSchemas {
    const { versions } = history();
    const known = versions.includes(version) ? version : (versions.at(-1) ?? version);
    const schemas = minors.get(known) ?? new KubernetesSchemas(known);
    minors.set(known, schemas);
    return schemas;
  }

  /** Whether an API group is built in: kinds of other groups come with a CRD. */
  isOwnGroup(group: string): boolean {
    // Built-in groups from before CRDs have no dot, also `extensions`, which no supported minor has.
    return !group.includes('.') || this.groups.has(group);
  }

  get groups(): ReadonlySet<string> {
    return new Set(Object.keys(history().kinds).map((kind) => (kind.includes('/') ? (kind.split('/')[0] ?? '') : '')));
  }

  /** API versions in which this minor serves a kind of a group. */
  versionsOf(kind: string): readonly string[] {
    return [...this.#kinds.keys()].filter((key) => key.endsWith(` ${kind}`)).map((key) => key.split(' ')[0] ?? '');
  }

  /** Validates objects of a kind; `undefined` if this minor does not serve it. */
  validator(apiVersion: string, kind: string): ValidateFunction | undefined {
    const key = `${apiVersion} ${kind}`;
    const name = this.#kinds.get(key);
    if (name === undefined) return undefined;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const definition = this.#ajv.getSchema(`kubernetes#/definitions/${name}`)?.schema;
    const properties: unknown = Reflect.get(Object(definition), 'properties');
    // The packages omit fields that every object has, and fields that only controllers write.
    const compiled = this.#ajv.compile({
      ...Object(definition),
      properties: absolute({
        ...Object(properties),
        apiVersion: { const: apiVersion },
        kind: { const: kind },
        status: {},
      }),
    });
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

function at<Value>(
  all: Readonly<Record<string, History<Value>>>,
  version: string,
): readonly (readonly [string, Value])[] {
  const { versions } = history();
  const index = versions.indexOf(version);
  return Object.entries(all).flatMap(([name, entries]) => {
    const value = entries.findLast(([from]) => versions.indexOf(from) <= index)?.[1] ?? undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** Refuses unknown fields in every schema that lists its fields. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'enum' ? value : closed(value)]),
  );
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

/** References inside a schema that is compiled separately from its definitions. */
function absolute(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"kubernetes#/')) as unknown;
}
