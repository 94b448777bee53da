import { objectProblems } from '@espalier/check';
import { loadPlatform } from '@espalier/model/load';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaName } from '../schemas/kind-schemas.ts';
import { isAlpha, type SchemaHistory } from '../schemas/history.ts';
import { conformanceData, workspace } from './data.ts';
import { renderedObjects } from './rendered.ts';
import { objectsOfTree } from './tree.ts';

const { platform } = await loadPlatform(workspace);
if (platform === undefined) throw new Error('the model is broken');
const clusters = Object.values(platform.clusters);

const committed = JSON.parse(
  readFileSync(join(workspace, 'packages/check/schemas/kubernetes.json'), 'utf8'),
) as SchemaHistory;

interface Upstream {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

function upstream(version: string): Readonly<Record<string, Upstream>> {
  const file = conformanceData(`k8s-min/definitions-${version}.json`) as { definitions: Record<string, Upstream> };
  return file.definitions;
}

function at<Value>(
  all: Readonly<Record<string, readonly (readonly [string, Value | null])[]>>,
  version: string,
): ReadonlyMap<string, Value> {
  const { versions } = committed;
  return new Map(
    Object.entries(all).flatMap(([name, entries]) => {
      const value = entries.findLast(([from]) => versions.indexOf(from) <= versions.indexOf(version))?.[1] ?? undefined;
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Fields that every object has, and that only controllers write. */
const left = new Set(['apiVersion', 'kind', 'status']);

test.each(['1.29', '1.33', '1.34', '1.35', '1.36'])(
  'definitions of Kubernetes %s have the fields of the API server',
  (version) => {
    const ours = at(committed.definitions, version);
    // No package is made for 1.35: what 1.36 added is let through there, and nothing else.
    const newer = version === '1.35' ? upstream('1.36') : {};
    const differences = Object.entries(upstream(version)).flatMap(([name, { properties = {}, required = [] }]) => {
      const own = ours.get(schemaName(name));
      // Of 1.35 and newer, packages carry stable versions alone; others are as in 1.34, and off on EKS.
      if (own === undefined || (Number(version.split('.')[1]) > 34 && name.includes('beta'))) return [];
      const fields = new Set([...Object.keys(properties), ...Object.keys(newer[name]?.properties ?? {})]);
      const unknown = Object.keys(own.properties ?? {}).filter((field) => !fields.has(field));
      const missing = Object.keys(properties).filter((field) => !(field in (own.properties ?? {})) && !left.has(field));
      const mandatory = (own.required ?? []).filter(
        (field) => !required.includes(field) && field !== 'spec' && !left.has(field),
      );
      return [
        ...unknown.map((field) => `${name}.${field} is not upstream`),
        ...missing.map((field) => `${name}.${field} is missing`),
        ...mandatory.map((field) => `${name}.${field} is not mandatory`),
      ];
    });
    expect(differences).toEqual(version === '1.35' ? ['io.k8s.api.core.v1.PodSpec.workloadRef is missing'] : []);
  },
);

test.each(['1.29', '1.33', '1.34', '1.35', '1.36'])(
  'kinds of Kubernetes %s are those that the API server serves',
  (version) => {
    const served = new Set(
      Object.values(upstream(version)).flatMap((definition) =>
        (definition['x-kubernetes-group-version-kind'] ?? []).map(
          ({ group, version: minor, kind }) => `${group === '' ? '' : `${group}/`}${minor} ${kind}`,
        ),
      ),
    );
    const ours = [...at(committed.kinds, version).keys()];
    expect(ours.filter((kind) => !served.has(kind))).toEqual([]);
    const stable = [...served].filter(
      (kind) =>
        !/beta/.test(kind) &&
        !isAlpha(kind) &&
        !/(List|Options|Status|Event|Binding|Scale|Review|TokenRequest|Eviction|APIGroup|APIVersions)$/.test(
          kind.split(' ')[1] ?? '',
        ),
    );
    expect(stable.filter((kind) => !ours.includes(kind))).toEqual([]);
  },
);

test.each(clusters)('what is committed of $name has no fault of an object', ({ name, kubernetesVersion }) => {
  const objects = objectsOfTree(name);
  expect(objects.length).toBeGreaterThan(100);
  expect(objectProblems(objects, kubernetesVersion)).toEqual([]);
});

test.each(clusters)('what real charts render for $name has no fault but their Secrets', (cluster) => {
  const objects = cluster.addons.flatMap((addon) =>
    (renderedObjects(cluster, addon) ?? []).map((object) => ({ file: addon.name, object })),
  );
  expect(objects.length).toBeGreaterThan(100);
  const problems = objectProblems(objects, cluster.kubernetesVersion);
  expect(problems.filter(({ code }) => code !== 'ESP7201')).toEqual([]);
});
