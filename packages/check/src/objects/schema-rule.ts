import { didYouMean, listOf, type KubernetesObject } from '@espalier/model';
import type { ErrorObject } from 'ajv';
import type { Fault } from './fault.ts';
import { shownPath, type Path } from './fault.ts';
import type { KubernetesSchemas } from './kubernetes-schemas.ts';

/**
 * Validates an object of a built-in kind with the closed schema of the cluster's version. Custom resources are not
 * validated here.
 */
export function schemaFaults(object: KubernetesObject, schemas: KubernetesSchemas): readonly Fault[] {
  const { apiVersion, kind } = object;
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  if (!schemas.isOwnGroup(group)) return [];
  const validate = schemas.validator(apiVersion, kind);
  if (validate === undefined) return [notServed(object, schemas)];
  if (validate(withoutNulls(object))) return [];
  return mostSpecific(validate.errors ?? []).map(fault);
}

function notServed({ apiVersion, kind }: KubernetesObject, schemas: KubernetesSchemas): Fault {
  const served = schemas.versionsOf(kind);
  return {
    code: 'ESP7203',
    path: 'apiVersion',
    found: `'${apiVersion}' has no kind '${kind}' in Kubernetes ${schemas.version}.`,
    expected: served.length === 0 ? 'A kind that the API server serves.' : `${kind} is served as ${listOf(served)}.`,
    remedy:
      served.length === 0
        ? 'Correct the apiVersion and kind; alpha versions are not served on EKS.'
        : `Write apiVersion: ${served[0] ?? ''}, with the field names of that version.`,
  };
}

/** For the API, a field that is null is absent. */
function withoutNulls(object: unknown): unknown {
  return JSON.parse(JSON.stringify(object), (_key, value: unknown) => value ?? undefined) as unknown;
}

/** The useful errors: without duplicates at one path, and without errors that only report that another one failed. */
function mostSpecific(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const relevant = errors.filter(({ keyword }) => keyword !== 'anyOf' && keyword !== '$ref');
  return [
    ...new Map(
      relevant.map((error) => [`${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`, error]),
    ).values(),
  ];
}

function fault({ instancePath, keyword, params, message, parentSchema }: ErrorObject): Fault {
  const path: Path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const parameters: Readonly<Record<string, unknown>> = { ...params };
  const place = (field?: unknown): string => shownPath(typeof field === 'string' ? [...path, field] : path);
  switch (keyword) {
    case 'additionalProperties': {
      const unknown = String(parameters['additionalProperty']);
      const known = Object.keys(fieldsOf(parentSchema));
      return {
        code: 'ESP7202',
        path: place(unknown),
        found: `There is no field '${unknown}' here.${didYouMean(unknown, known)}`,
        expected: `Fields: ${listOf(known)}.`,
        remedy: 'Correct the name, or remove the field: the API server would silently drop it.',
      };
    }
    case 'required': {
      const missing = String(parameters['missingProperty']);
      return {
        code: 'ESP7202',
        path: place(missing),
        found: 'The field is missing.',
        expected: `The API server refuses the object without '${missing}'.`,
        remedy: 'Add it.',
      };
    }
    case 'enum':
      return {
        code: 'ESP7202',
        path: place(),
        found: 'The field does not accept this value.',
        expected: `One of ${listOf((parameters['allowedValues'] as readonly string[] | undefined) ?? [])}.`,
        remedy: 'Use one of these.',
      };
    default:
      return {
        code: 'ESP7202',
        path: place(),
        found: 'The field does not accept this type.',
        expected: `It ${message ?? 'is valid'}.`,
        remedy: 'Correct the value.',
      };
  }
}

function fieldsOf(schema: unknown): object {
  const properties: unknown = Reflect.get(Object(schema), 'properties');
  return typeof properties === 'object' && properties !== null ? properties : {};
}
