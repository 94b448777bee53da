import { valueAt, type Json } from '@espalier/model';
import { readDocuments, type ObjectSubject, type Subject } from '../../documents/index.ts';
import type { RiskContext } from '../../risk-rule/index.ts';
import { escalating, rightsOf } from './rights.ts';

/** The role that a binding gives. */
export interface RoleReference {
  readonly kind: string;
  readonly name: string;
}

export function roleOf(binding: Json | undefined): RoleReference {
  return { kind: String(valueAt(binding, ['roleRef', 'kind'])), name: String(valueAt(binding, ['roleRef', 'name'])) };
}

/** ClusterRoles of Kubernetes that write nearly everything or read Secrets. */
const powerful = /^(?:admin|edit|cluster-admin|system:.*)$/;

/** Whether a subject of a role gains more rights than the role names, as far as the tree knows it. A binding is in a cluster and a namespace. */
export function escalates(role: RoleReference, { cluster, namespace }: ObjectSubject, context: RiskContext): boolean {
  if (role.kind === 'ClusterRole' && powerful.test(role.name)) return true;
  const rules = roleAtHead(role, cluster, role.kind === 'Role' ? namespace : '', context);
  // What is not in the tree may allow everything; `view` of Kubernetes reads no Secret.
  if (rules === undefined) return role.kind === 'ClusterRole' && role.name !== 'view';
  return isAggregated(rules) || rightsOf(rules).some(escalating);
}

/** Whether the rights of a role are those of others, which anybody who may label a role adds to. */
export function isAggregated(role: Json): boolean {
  return valueAt(role, ['aggregationRule']) !== undefined;
}

function roleAtHead(
  { kind, name }: RoleReference,
  cluster: string,
  namespace: string,
  context: RiskContext,
): Json | undefined {
  const isRole = (one: Subject): boolean =>
    one.is === 'object' &&
    one.cluster === cluster &&
    one.kind === kind &&
    one.name === name &&
    one.namespace === namespace;
  const changed = context.changes.find(({ subject }) => isRole(subject));
  if (changed !== undefined) return changed.after;
  const ending = `/${kind.toLowerCase()}-${name}.yaml`;
  return documentsAtHead(cluster, (path) => path.endsWith(ending), context).find(({ subject }) => isRole(subject))
    ?.data;
}

/** All ClusterRoles of a cluster at head. */
export function rolesIn(cluster: string, context: RiskContext): readonly Json[] {
  return documentsAtHead(cluster, (path) => /\/clusterrole-[^/]*\.yaml$/.test(path), context)
    .filter(({ subject }) => subject.is === 'object' && subject.kind === 'ClusterRole')
    .map(({ data }) => data);
}

function documentsAtHead(
  cluster: string,
  isWanted: (path: string) => boolean,
  { comparison }: RiskContext,
): ReturnType<typeof readDocuments> {
  const paths = comparison.list('head', `clusters/${cluster}`).filter(isWanted);
  return [...comparison.read('head', paths)].flatMap(([path, text]) => readDocuments(path, text));
}
