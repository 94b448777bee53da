import * as names from '../../names/index.ts';
import { databaseUserOf, yieldsSecret } from '../../needs/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { ResolvedAddon, ResolvedIdentity, ResolvedNamespace } from '../../resolved/index.ts';
import type { ClusterInput } from '../cluster-rules/index.ts';
import { needNamesFit } from '../need-names/need-names.ts';

/** The apps and addons of a cluster that names are composed from. */
interface Composed {
  readonly addons: readonly ResolvedAddon[];
  readonly namespaces: readonly ResolvedNamespace[];
  readonly identities: readonly ResolvedIdentity[];
}

/** Rules for the names that are composed in a cluster. */
const rules = [rolesFit, needsOfAddonsFit, policiesAreUnique, objectsAreUnique] as const;

/** All problems of the names that are composed in a cluster. */
export function checkComposedNames(input: ClusterInput, composed: Composed): readonly Problem[] {
  return rules.flatMap((rule) => rule(input, composed));
}

function rolesFit({ name: cluster, file, apps }: ClusterInput, { identities }: Composed): readonly Problem[] {
  const files = new Map(apps.map(({ app }) => [app.name, app.file]));
  return identities
    .filter(({ role }) => role.length > 64)
    .map(({ role, kind, owner }) => ({
      code: 'ESP2205',
      file: kind === 'app' || kind === 'database-user' ? (files.get(owner) ?? file) : file,
      path: '',
      found: `The IAM role of ${ownerOf[kind](owner)} in cluster '${cluster}' would be called '${role}', which has ${role.length} characters.`,
      expected: 'IAM allows at most 64 characters for the name of a role.',
      remedy: 'Shorten the name of the app, need, namespace, cluster, environment or platform.',
    }));
}

function needsOfAddonsFit({ name: cluster, file }: ClusterInput, { addons }: Composed): readonly Problem[] {
  return addons.flatMap(({ name, needs }) =>
    needs.flatMap((need) =>
      needNamesFit(need, { name, of: ` of addon '${name}' in cluster '${cluster}'` }, { file, path: '' }),
    ),
  );
}

function policiesAreUnique({ file }: ClusterInput, { namespaces }: Composed): readonly Problem[] {
  return namespaces.flatMap(({ name: namespace, paths }) =>
    [...Map.groupBy(paths, ({ name }) => name)]
      .filter(([name, same]) => same.length > 1 || name === 'default-deny')
      .map(([name]) =>
        sharedName(file, `NetworkPolicy of namespace '${namespace}' '${name}'`, ['one app or workload', 'another']),
      ),
  );
}

const ownerOf = {
  app: (name) => `app '${name}'`,
  addon: (name) => `addon '${name}'`,
  'secret-store': (name) => `namespace '${name}'`,
  'database-user': (name) => `the Job that creates the database user of '${name}'`,
} satisfies Record<ResolvedIdentity['kind'], (name: string) => string>;

/** An object with a composed name, and its owner. */
interface MadeObject {
  readonly kind: 'Service' | 'ServiceAccount' | 'Secret';
  readonly namespace: string;
  readonly name: string;
  readonly owner: string;
  readonly file: string;
}

/** Two applications with the same object would overwrite each other's changes. */
function objectsAreUnique({ apps, file }: ClusterInput, { addons, namespaces }: Composed): readonly Problem[] {
  const objects: readonly MadeObject[] = [
    ...namespaces.flatMap(({ name, secretStore }): readonly MadeObject[] =>
      secretStore === undefined
        ? []
        : [
            {
              kind: 'ServiceAccount',
              namespace: name,
              name: secretStore.serviceAccount,
              owner: `the SecretStore of namespace '${name}'`,
              file,
            },
          ],
    ),
    ...addons.flatMap(({ name, namespace, workloads, needs }): readonly MadeObject[] => {
      const common = { namespace, owner: `the addon '${name}'`, file };
      return [
        ...workloads.map(({ serviceAccount }) => ({
          kind: 'ServiceAccount' as const,
          name: serviceAccount,
          ...common,
        })),
        ...needs.filter(yieldsSecret).map((need) => ({
          kind: 'Secret' as const,
          name: need.secretName,
          ...common,
          owner: `the need '${need.name}' of the addon '${name}'`,
        })),
      ];
    }),
    ...apps.flatMap(({ app }): readonly MadeObject[] => {
      const common = { namespace: app.namespace, owner: `the app '${app.name}'`, file: app.file };
      const hasPorts = app.containers.some(({ ports }) => ports.length > 0);
      return [
        { kind: 'ServiceAccount', name: app.name, ...common },
        ...(hasPorts ? [{ kind: 'Service' as const, name: app.name, ...common }] : []),
        ...(app.workload.kind === 'statefulSet'
          ? [{ kind: 'Service' as const, name: names.headlessServiceName(app.name), ...common }]
          : []),
        ...app.needs.flatMap((need): readonly MadeObject[] => {
          const ofNeed = { ...common, owner: `the need '${need.name}' of the app '${app.name}'` };
          return [
            ...(yieldsSecret(need) ? [{ kind: 'Secret' as const, name: need.secretName, ...ofNeed }] : []),
            ...(databaseUserOf(need) === undefined
              ? []
              : [
                  {
                    kind: 'ServiceAccount' as const,
                    name: names.databaseUserWorkload(app.name, need.name),
                    ...ofNeed,
                  },
                ]),
          ];
        }),
      ];
    }),
  ];
  const owners = new Map<string, string>();
  return objects.flatMap(({ kind, namespace, name, owner, file: at }): readonly Problem[] => {
    const key = `${kind} ${namespace}/${name}`;
    const other = owners.get(key);
    owners.set(key, other ?? owner);
    return other === undefined || other === owner
      ? []
      : [sharedName(at, `${kind} of namespace '${namespace}' '${name}'`, [other, owner])];
  });
}

function sharedName(file: string, what: string, [one, other]: readonly [string, string]): Problem {
  return {
    code: 'ESP2206',
    file,
    path: '',
    found: `The ${what} would belong to ${one} and to ${other}.`,
    expected: 'Every derived name has one owner.',
    remedy: 'Rename one of the two.',
  };
}
