import * as names from '../names/index.ts';
import type { Problem } from '../problem/problem.ts';
import type { ResolvedAddon } from '../resolved/resolved-addon.ts';
import type { ResolvedNamespace } from '../resolved/resolved-platform.ts';
import type { ClusterInput } from './cluster-input.ts';

/** What must hold of the names that a cluster's apps and addons make up together. */
export function checkComposedNames(
  input: ClusterInput,
  addons: readonly ResolvedAddon[],
  namespaces: readonly ResolvedNamespace[],
): readonly Problem[] {
  const { platform, environment, name: cluster, apps, file } = input;
  const problems: Problem[] = [];
  const roles = [
    ...apps
      .filter(({ app }) => app.hasRole)
      .map(({ app }) => ({
        role: names.roleName(platform.name, environment.name, cluster, app.name),
        of: `app '${app.name}'`,
        file: app.file,
      })),
    ...addons.flatMap((addon) =>
      [...new Set(addon.workloads.flatMap((workload) => workload.roleArn ?? []))].map((arn) => ({
        role: arn.slice(arn.indexOf('/') + 1),
        of: `addon '${addon.name}'`,
        file,
      })),
    ),
    ...namespaces.flatMap(({ name, secretStore }) =>
      secretStore === undefined
        ? []
        : [{ role: secretStore.roleArn.slice(secretStore.roleArn.indexOf('/') + 1), of: `namespace '${name}'`, file }],
    ),
  ];
  const seen = new Map<string, string>();
  for (const { role, of, file: at } of roles) {
    if (role.length > 64) {
      problems.push({
        code: 'ESP2205',
        file: at,
        path: '',
        found: `The IAM role of ${of} in cluster '${cluster}' would be called '${role}', which has ${role.length} characters.`,
        expected: 'IAM allows at most 64 characters for the name of a role.',
        remedy: 'Shorten the name of the app, namespace, cluster, environment or platform.',
      });
    }
    const other = seen.get(role);
    if (other !== undefined) problems.push(sharedName(at, 'IAM role', role, other, of));
    seen.set(role, of);
  }
  for (const { name, needs } of addons) {
    for (const need of needs) {
      if (need.kind !== 'bucket' || need.bucket.length <= 63) continue;
      problems.push({
        code: 'ESP2205',
        file,
        path: '',
        found: `The bucket of addon '${name}' in cluster '${cluster}' would be called '${need.bucket}', which has ${need.bucket.length} characters.`,
        expected: 'At most 63 characters for the name of a bucket.',
        remedy: 'Shorten the name of the cluster, environment or platform.',
      });
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
