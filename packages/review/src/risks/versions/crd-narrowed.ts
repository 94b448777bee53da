import { isMapping, valueAt, type Json, listAt } from '@espalier/model';
import { risksOf, type Found, type RiskRule } from '../../risk-rule/index.ts';

/** How many fields one risk names. */
const named = 6;

/** CRDs that no longer know a version or a field, or that need a field that objects may not have. */
export const crdNarrowed: RiskRule = {
  code: 'ESP8122',
  title: 'A CRD loses a version or a field, or needs a new one',
  page: {
    why: 'Objects of a CRD are stored in one of its versions. A version that is stored somewhere cannot be removed: the API server refuses the CRD. Fields that the schema no longer has are dropped when an object is written the next time, and an object without a field that is now required can no longer be written.',
    example: 'A chart upgrade drops `v1beta1` of a CRD.',
    whatToDo:
      'Migrate the objects first: write each of them in the new version, then take the old version from `status.storedVersions` of the CRD. See https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/.',
  },
  find: (change) => {
    const { subject, before, after } = change;
    if (subject.is !== 'object' || subject.kind !== 'CustomResourceDefinition' || change.action === 'renamed')
      return [];
    if (before === undefined || after === undefined) return [];
    const [old, now] = [versionsOf(before), versionsOf(after)];
    return risksOf(
      crdNarrowed,
      change,
      [...old].flatMap(([version, was]) => versionChanges(subject.name, version, was, now)),
    );
  },
};

type Version = Readonly<Record<string, unknown>>;

function versionsOf(crd: Json): ReadonlyMap<string, Version> {
  return new Map(
    listAt(crd, ['spec', 'versions'])
      .filter(isMapping)
      .map((version) => [String(version['name']), version]),
  );
}

function versionChanges(
  crd: string,
  version: string,
  was: Version,
  versions: ReadonlyMap<string, Version>,
): readonly Found[] {
  const now = versions.get(version);
  const path = `spec.versions[${version}]`;
  const migrate = [
    `See which versions are stored: kubectl get customresourcedefinition ${crd} --output jsonpath='{.status.storedVersions}'`,
    `Write each object again: kubectl get ${crd} --all-namespaces --output yaml | kubectl replace --filename -`,
    `Then take ${version} from the stored versions: kubectl patch customresourcedefinition ${crd} --subresource=status --type=merge --patch '{"status":{"storedVersions":["<the others>"]}}'`,
  ];
  if (now === undefined) {
    return [
      {
        severity: 'critical',
        path,
        effect: `${crd} loses its version ${version}: the API server refuses that while objects are stored in it, and manifests of that version fail.`,
        steps: migrate,
      },
    ];
  }
  const [old, next] = [schemaOf(was), schemaOf(now)];
  const lost = removedFields(old, next);
  const required = requiredFields(old, next);
  const retyped = retypedFields(old, next);
  return [
    ...(was['served'] === true && now['served'] !== true
      ? [
          {
            severity: 'critical' as const,
            path: `${path}.served`,
            effect: `${crd} no longer serves ${version}: manifests and clients of that version fail.`,
            steps: ['Move each manifest and client to a version that is served first.'],
          },
        ]
      : []),
    ...(was['storage'] === true && now['storage'] !== true
      ? [
          {
            severity: 'medium' as const,
            path: `${path}.storage`,
            effect: `${crd} no longer stores objects as ${version}, and those that exist stay so until they are written again.`,
            steps: migrate.slice(0, 2),
          },
        ]
      : []),
    ...(lost.length > 0
      ? [
          {
            severity: 'high' as const,
            path: `${path}.schema`,
            effect: `${crd} ${version} no longer knows ${listed(lost)}: objects lose what they have there when they are written next.`,
            steps: [`See which objects use it: kubectl get ${crd} --all-namespaces --output yaml`],
          },
        ]
      : []),
    ...(required.length > 0
      ? [
          {
            severity: 'high' as const,
            path: `${path}.schema`,
            effect: `${crd} ${version} requires ${listed(required)}: an object without it can no longer be written.`,
            steps: ['Add the field to each object in a change before this one.'],
          },
        ]
      : []),
    ...(retyped.length > 0
      ? [
          {
            severity: 'high' as const,
            path: `${path}.schema`,
            effect: `${crd} ${version} takes another type for ${listed(retyped)}: an object with the old type can no longer be written.`,
            steps: ['Change the field of each object together with the CRD.'],
          },
        ]
      : []),
  ];
}

function listed(fields: readonly string[]): string {
  return fields.length > named
    ? `${fields.slice(0, named).join(', ')} and ${fields.length - named} more`
    : fields.join(', ');
}

function schemaOf(version: Version): unknown {
  const schema = valueAt(version, ['schema', 'openAPIV3Schema']);
  if (!isMapping(schema) || !isMapping(schema['properties'])) return schema;
  // The controller of the CRD writes the status.
  return { ...schema, properties: { ...schema['properties'], status: undefined } };
}

/** Schemas of fields that both sides have, by path, the root as an empty one. */
function pairs(old: unknown, now: unknown, path = ''): readonly (readonly [string, Version, Version])[] {
  if (!isMapping(old) || !isMapping(now)) return [];
  const inner = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const [before, after] = [propertiesOf(old), propertiesOf(now)];
  return [
    [path, old, now],
    ...Object.keys(before).flatMap((name) =>
      Object.hasOwn(after, name) ? pairs(before[name], after[name], inner(name)) : [],
    ),
    ...pairs(old['items'], now['items'], `${path}[]`),
    ...pairs(old['additionalProperties'], now['additionalProperties'], `${path}.*`),
  ];
}

function propertiesOf(schema: Version): Version {
  return isMapping(schema['properties']) ? schema['properties'] : {};
}

function removedFields(old: unknown, now: unknown): readonly string[] {
  return pairs(old, now).flatMap(([path, before, after]) => {
    if (after['x-kubernetes-preserve-unknown-fields'] === true || isMapping(after['additionalProperties'])) return [];
    const left = propertiesOf(after);
    return Object.keys(propertiesOf(before))
      .filter((name) => !Object.hasOwn(left, name))
      .map((name) => (path === '' ? name : `${path}.${name}`));
  });
}

function requiredFields(old: unknown, now: unknown): readonly string[] {
  return pairs(old, now).flatMap(([path, before, after]) => {
    const was = new Set(listIn(before['required']));
    return listIn(after['required'])
      .filter((name) => !was.has(name) && valueAt(propertiesOf(after)[name], ['default']) === undefined)
      .map((name) => (path === '' ? name : `${path}.${name}`));
  });
}

function retypedFields(old: unknown, now: unknown): readonly string[] {
  return pairs(old, now)
    .filter(
      ([, before, after]) =>
        typeof before['type'] === 'string' &&
        typeof after['type'] === 'string' &&
        before['type'] !== after['type'] &&
        !(before['type'] === 'integer' && after['type'] === 'number'),
    )
    .map(([path]) => path);
}

function listIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
