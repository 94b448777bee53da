import type { Problem } from '../problem/problem.ts';
import type { ResolvedAddon } from '../resolved/resolved-addon.ts';
import type { ResolvedIdentity } from '../resolved/resolved-identity.ts';
import type { ResolvedNamespace } from '../resolved/resolved-platform.ts';
import type { ClusterInput } from './cluster-input.ts';
import { needNamesFit } from './need-names.ts';

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
  const seen = new Map<string, string>();
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
    const other = seen.get(role);
    if (other !== undefined) problems.push(sharedName(at, 'IAM role', role, other, of));
    seen.set(role, of);
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
          sharedName(file, `NetworkPolicy of namespace '${namespace.name}'`, name, 'one app or workload', 'another'),
        );
      }
    }
  }
  return problems;
}

const ownerOf = {
  app: (name) => `app '${name}'`,
  addon: (name) => `addon '${name}'`,
  'secret-store': (name) => `namespace '${name}'`,
  'database-user': (name) => `the Job that creates the database user of '${name}'`,
} satisfies Record<ResolvedIdentity['kind'], (name: string) => string>;

function sharedName(file: string, kind: string, name: string, one: string, other: string): Problem {
  return {
    code: 'ESP2206',
    file,
    path: '',
    found: `The ${kind} '${name}' would belong to ${one} and to ${other}.`,
    expected: 'Every derived name has one owner.',
    remedy: 'Rename one of the two.',
  };
}
