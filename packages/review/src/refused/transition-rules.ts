import { Environment } from '@marcbachmann/cel-js';
import { isMapping, valueAt, listAt } from '@espalier/model';
import { shown, type Refusal, type RefusalRule } from './refusal.ts';
import { isSameValue } from './same-value.ts';

/** A rule of a CRD that compares a field with what it was. */
interface TransitionRule {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly old: unknown;
  readonly now: unknown;
}

/**
 * Fields of a custom resource whose CRD compares them with what they were, such as `self == oldSelf`. A rule counts where
 * the field is on both sides and changed. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#transition-rules
 */
export const transitionRules: RefusalRule = ({ before, after, crd }) => {
  if (crd === undefined) return [];
  const version = after.apiVersion.split('/')[1];
  const own = listAt(crd, ['spec', 'versions']).find((one) => valueAt(one, ['name']) === version);
  const schema = valueAt(own, ['schema', 'openAPIV3Schema']);
  return rulesIn(schema, before, after, '').flatMap(refusalsOf);
};

function refusalsOf({ path, rule, message, old, now }: TransitionRule): readonly Refusal[] {
  const common = {
    code: 'ESP8008',
    path,
    before: shown(old),
    after: shown(now),
    because: `The CRD has the rule ${rule}${message === '' ? '' : `: ${message}`}.`,
    steps: [
      'Take the change back, or give the object another name so that old and new stand side by side.',
      'Or delete it and let Argo CD make it anew, once you know what its controller deletes with it.',
    ],
  } as const;
  const isAllowed = evaluated(rule, old, now);
  if (isAllowed === true) return [];
  return isAllowed === false
    ? [common]
    : [{ ...common, isCertain: false, source: 'The rule of the CRD could not be evaluated here.' }];
}

/** What a rule says; `undefined` where it uses what is not known here. */
function evaluated(rule: string, old: unknown, now: unknown): boolean | undefined {
  try {
    const result: unknown = environment.evaluate(rule, { self: asCel(now), oldSelf: asCel(old) });
    return typeof result === 'boolean' ? result : undefined;
  } catch {
    return undefined;
  }
}

const environment = new Environment().registerVariable('self', 'dyn').registerVariable('oldSelf', 'dyn');

/** CEL knows whole numbers as another type than others. */
function asCel(value: unknown): unknown {
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  if (Array.isArray(value)) return value.map(asCel);
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asCel(inner)]));
}

function rulesIn(schema: unknown, old: unknown, now: unknown, path: string): readonly TransitionRule[] {
  // Empty is not absent here: a rule sees the field.
  if (!isMapping(schema) || old === undefined || now === undefined || isSameValue(old, now)) return [];
  const own = listAt(schema, ['x-kubernetes-validations'])
    .filter(isMapping)
    .filter(({ rule }) => typeof rule === 'string' && /\boldSelf\b/.test(rule))
    .map((validation) => ({
      path: path === '' ? 'spec' : path,
      rule: String(validation['rule']).trim(),
      message: typeof validation['message'] === 'string' ? validation['message'] : '',
      old,
      now,
    }));
  const properties = isMapping(schema['properties']) ? schema['properties'] : {};
  const additional = schema['additionalProperties'];
  const inner =
    isMapping(old) && isMapping(now)
      ? Object.keys(now).flatMap((key) =>
          rulesIn(
            Object.hasOwn(properties, key) ? properties[key] : additional,
            old[key],
            now[key],
            path === '' ? key : `${path}.${key}`,
          ),
        )
      : [];
  return [...own, ...inner, ...ofItems(schema, old, now, path)];
}

/** Items of a list have an earlier value where the list is a map. */
function ofItems(
  schema: Readonly<Record<string, unknown>>,
  old: unknown,
  now: unknown,
  path: string,
): readonly TransitionRule[] {
  const keys = schema['x-kubernetes-list-map-keys'];
  if (!Array.isArray(keys) || !Array.isArray(old) || !Array.isArray(now)) return [];
  const keyOf = (item: unknown): string => keys.map((key) => String(valueAt(item, [String(key)]))).join('/');
  const earlier = new Map(old.map((item: unknown) => [keyOf(item), item]));
  return now.flatMap((item: unknown) =>
    rulesIn(schema['items'], earlier.get(keyOf(item)), item, `${path}[${keyOf(item)}]`),
  );
}
