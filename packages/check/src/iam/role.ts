import type { Json } from '@espalier/model';
import { at, entriesAt, listAt, parseJson, type PlanFile, textAt } from '../evidence/index.ts';

/** A role of a plan: who may assume it and what it allows. */
export interface Role {
  readonly name: string;
  readonly file: string;
  /** ServiceAccounts of the cluster that may assume it. */
  readonly trusts: readonly ServiceAccountName[];
  readonly statements: readonly Statement[];
}

export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
}

/** A statement that allows something. */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** The roles of a plan that have a physical name, with the statements of their inline policies. */
export function rolesOf(plan: readonly PlanFile[]): readonly Role[] {
  const policies = Map.groupBy(
    plan.filter(({ type }) => type === 'aws:iam/rolePolicy:RolePolicy'),
    ({ inputs }) => textAt(inputs, 'role') ?? '',
  );
  return plan
    .filter(({ type }) => type === 'aws:iam/role:Role')
    .flatMap(({ id, file, inputs }): readonly Role[] => {
      const name = textAt(inputs, 'name');
      if (name === undefined) return [];
      const own = [name, `\${${id}.name}`, `\${${id}.id}`].flatMap((reference) => policies.get(reference) ?? []);
      const documents = [
        ...own.map((policy) => textAt(policy.inputs, 'policy')),
        ...listAt(inputs, 'inlinePolicies').map((policy) => textAt(policy, 'policy')),
      ];
      return [
        {
          name,
          file,
          trusts: trustsIn(textAt(inputs, 'assumeRolePolicy')),
          statements: documents.flatMap(statementsIn),
        },
      ];
    });
}

/** IRSA: the token's subject is compared with `system:serviceaccount:<namespace>:<name>`. */
function trustsIn(document: string | undefined): readonly ServiceAccountName[] {
  return allowed(document).flatMap((statement) =>
    entriesAt(statement, 'Condition').flatMap(([, comparisons]) =>
      entriesAt(comparisons)
        .filter(([key]) => key.endsWith(':sub'))
        .flatMap(([, subjects]) => texts(subjects))
        .flatMap((subject): readonly ServiceAccountName[] => {
          const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(subject) ?? [];
          return namespace === undefined || name === undefined ? [] : [{ namespace, name }];
        }),
    ),
  );
}

function statementsIn(document: string | undefined): readonly Statement[] {
  return allowed(document).map((statement) => ({
    actions: texts(at(statement, 'Action')),
    resources: texts(at(statement, 'Resource')),
  }));
}

function allowed(document: string | undefined): readonly Json[] {
  if (document === undefined) return [];
  const policy = parseJson(document);
  const statements = at(policy, 'Statement');
  const all = Array.isArray(statements) ? listAt(policy, 'Statement') : statements === undefined ? [] : [statements];
  return all.filter((statement) => textAt(statement, 'Effect') === 'Allow');
}

function texts(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return listAt(value).filter((item) => typeof item === 'string');
}
