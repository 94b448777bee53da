import { statementsIn, type PolicyStatement } from '@espalier/model';
import { listAt, type PlanFile, textAt } from '../evidence/index.ts';

/** A role of a plan: who may assume it and what it allows. */
export interface Role {
  readonly name: string;
  readonly file: string;
  /** ServiceAccounts of the cluster that may assume it. */
  readonly trusts: readonly ServiceAccountName[];
  /** What it allows; what it denies is not among them. */
  readonly statements: readonly PolicyStatement[];
}

export interface ServiceAccountName {
  readonly namespace: string;
  readonly name: string;
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
          statements: documents.flatMap(allowed),
        },
      ];
    });
}

/** IRSA: the token's subject is compared with `system:serviceaccount:<namespace>:<name>`. */
function trustsIn(document: string | undefined): readonly ServiceAccountName[] {
  return allowed(document).flatMap(({ conditions = {} }) =>
    Object.values(conditions).flatMap((comparisons) =>
      Object.entries(comparisons)
        .filter(([key]) => key.endsWith(':sub'))
        .flatMap(([, subjects]) => subjects)
        .flatMap((subject): readonly ServiceAccountName[] => {
          const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(subject) ?? [];
          return namespace === undefined || name === undefined ? [] : [{ namespace, name }];
        }),
    ),
  );
}

function allowed(document: string | undefined): readonly PolicyStatement[] {
  return statementsIn(document ?? '').filter(({ effect }) => effect === 'Allow');
}
