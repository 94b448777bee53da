import * as names from '../../names/index.ts';
import { databaseUserOf, yieldsSecret } from '../../needs/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { ResolvedAddon, ResolvedIdentity, ResolvedNamespace } from '../../resolved/index.ts';
import type { ClusterInput } from '../cluster-rules/index.ts';
import { needNamesFit } from '../need-names/need-names.ts';

/** What a cluster's apps and addons make up together. */
interface Composed {
  readonly addons: readonly ResolvedAddon[];
  readonly namespaces: readonly ResolvedNamespace[];
  readonly identities: readonly ResolvedIdentity[];
}

/** What must hold of the names that a cluster's apps and addons make up together. */
export function checkComposedNames(
  input: ClusterInput,
  { addons, namespaces, identities }: Composed,
): readonly Problem[] {
  const { name: cluster, file } = input;
  const problems: Problem[] = [];
  const files = new Map(input.apps.map(({ app }) => [app.name, app.file]));
  for (const { role, kind, owner } of identities) {
    const of = ownerOf[kind](owner);
    const at = kind === 'app' || kind === 'database-user' ? (files.get(owner) ?? file) : file;
    if (role.length > 64) {
      problems.push({
        code: 'ESP2205',
        file: at,
        path: '',
        found: `The IAM role of ${of} in cluster '${cluster}' would be called '${role}', which has ${role.length} characters.`,
        expected: 'IAM allows at most 64 characters for the name of a role.',
        remedy: 'Shorten the name of the app, need, namespace, cluster, environment or platform.',
      });
    }
  }
  for (const { name, needs } of addons) {
    for (const need of needs) {
      const of = ` of addon '${name}' in cluster '${cluster}'`;
      problems.push(...needNamesFit(need, { name, of }, { file, path: '' }));
    }
  }
  for (const namespace of namespaces) {
    const policies = new Map<string, number>();
    for (const { name } of namespace.paths) policies.set(name, (policies.get(name) ?? 0) + 1);
    for (const [name, count] of policies) {
      if (count > 1 || name === 'default-deny') {
        problems.push(
          sharedName(file, `NetworkPolicy of namespace '${namespace.name}' '${name}'`, [
            'one app or workload',
            'another',
          ]),
        );
      }
    }
  }
  return [...problems, ...objectsAreUnique(input, { addons, namespaces })];
}

const ownerOf = {
  app: (name) => `app '${name}'`,
  addon: (name) => `addon '${name}'`,
  'secret-store': (name) => `namespace '${name}'`,
  'database-user': (name) => `the Job that creates the database user of '${name}'`,
} satisfies Record<ResolvedIdentity['kind'], (name: string) => string>;

/** An object that is made of a name, and who makes it. */
interface MadeObject {
  readonly kind: 'Service' | 'ServiceAccount' | 'Secret';
  readonly namespace: string;
  readonly name: string;
  readonly owner: string;
  readonly file: string;
}

/** Objects of one kind and name in a namespace would be two applications' at once, and each would undo the other's. */
function objectsAreUnique(
  { apps, file }: ClusterInput,
  { addons, namespaces }: Pick<Composed, 'addons' | 'namespaces'>,
): readonly Problem[] {
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
