import { Ajv, type ValidateFunction } from 'ajv';
import { conformanceData } from './data.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Validates objects of one Kubernetes version; compiles a schema when it is first asked for. */
export class Schemas {
  readonly #version: string;
  readonly #builtIn: ReadonlyMap<string, string>;
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction | undefined>();

  constructor(version: string) {
    this.#version = version;
    this.#ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, code: { regExp: goRegExp } });
    const definitions = definitionsOf(version);
    this.#ajv.addSchema({ $id: 'k8s', definitions });
    this.#builtIn = new Map(
      Object.entries(definitions).flatMap(([name, schema]) =>
        groupVersionKinds(schema).map((key) => [key, `k8s#/definitions/${name}`] as const),
      ),
    );
  }

  /** What is wrong with an object, one line each; an object without a schema is wrong as well. */
  problems(object: { readonly apiVersion: string; readonly kind: string }): readonly string[] {
    const validate = this.#validator(object.apiVersion, object.kind);
    if (validate === undefined)
      return [`no schema for ${object.apiVersion} ${object.kind} in Kubernetes ${this.#version}`];
    if (validate(object)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  #validator(apiVersion: string, kind: string): ValidateFunction | undefined {
    const key = `${apiVersion} ${kind}`;
    if (!this.#compiled.has(key)) this.#compiled.set(key, this.#compile(apiVersion, kind));
    return this.#compiled.get(key);
  }

  #compile(apiVersion: string, kind: string): ValidateFunction | undefined {
    const builtIn = this.#builtIn.get(`${apiVersion} ${kind}`);
    if (builtIn !== undefined) return this.#ajv.getSchema(builtIn);
    const [group = '', version = ''] = apiVersion.split('/');
    const crd = conformanceData(`crds-min/${kind.toLowerCase()}_${group}_${version}.json`);
    if (!isSchema(crd) || crd['served'] !== true || !isSchema(crd['schema'])) return undefined;
    const { schema } = crd;
    const properties = isSchema(schema['properties']) ? schema['properties'] : {};
    const metadata = { $ref: 'k8s#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };
    return this.#ajv.compile({
      ...(close(schema) as Schema),
      properties: { ...(close(properties) as Schema), metadata },
    });
  }
}

/** Go's RE2 allows a leading `(?i)`, which JavaScript does not. */
function goRegExp(pattern: string, flags: string): RegExp {
  return pattern.includes('(?i)')
    ? new RegExp(pattern.replaceAll('(?i)', ''), `${flags}i`)
    : new RegExp(pattern, flags);
}
goRegExp.code = 'new RegExp';

function definitionsOf(version: string): Readonly<Record<string, Schema>> {
  const file = conformanceData(`k8s-min/definitions-${version}.json`);
  if (!isSchema(file) || !isSchema(file['definitions'])) throw new Error(`no definitions of Kubernetes ${version}`);
  return close(file['definitions']) as Readonly<Record<string, Schema>>;
}

/** Refuses unknown fields wherever a schema lists the known ones and does not ask to keep others. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (!isSchema(schema)) return schema;
  const closed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema))
    closed[key] = key === 'enum' || key === 'default' ? value : close(value);
  if (closed['x-kubernetes-int-or-string'] === true) return { anyOf: [{ type: 'integer' }, { type: 'string' }] };
  if (closed['nullable'] === true && typeof closed['type'] === 'string') closed['type'] = [closed['type'], 'null'];
  const keepsUnknown = closed['x-kubernetes-preserve-unknown-fields'] === true;
  if (isSchema(schema['properties']) && closed['additionalProperties'] === undefined && !keepsUnknown) {
    closed['additionalProperties'] = false;
  }
  return closed;
}

function groupVersionKinds(schema: Schema): readonly string[] {
  const kinds = schema['x-kubernetes-group-version-kind'];
  if (!Array.isArray(kinds)) return [];
  return kinds.filter(isSchema).map((kind) => {
    const [group, version] = [String(kind['group']), String(kind['version'])];
    return `${group === '' ? version : `${group}/${version}`} ${String(kind['kind'])}`;
  });
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
