import { names, type PolicyStatement } from '@espalier/model';
import { type Foundation, type Part, policyDocument, policyText } from '../parts/index.ts';

/** A role of the account for CI or people. */
export interface RoleDefinition {
  readonly role: names.AccountRole;
  readonly description: string;
  /** Maximum duration of a session. */
  readonly sessionHours: number;
  readonly trust: readonly PolicyStatement[];
  readonly permissions: readonly PolicyStatement[];
}

/** The role with its policies. It has no permissions boundary, which is for the roles that Pulumi creates. */
export function accountRole({ platform }: Foundation, definition: RoleDefinition): readonly Part[] {
  const { role, description, sessionHours, trust, permissions } = definition;
  const label = role.replaceAll('-', '_');
  return [
    policyDocument(`${label}_trust`, trust),
    policyDocument(label, permissions),
    {
      resource: {
        aws_iam_role: {
          [label]: {
            name: names.accountRoleName(platform, role),
            description,
            max_session_duration: sessionHours * 3600,
            assume_role_policy: policyText(`${label}_trust`),
          },
        },
        aws_iam_role_policy: {
          [label]: { name: 'permissions', role: `\${aws_iam_role.${label}.id}`, policy: policyText(label) },
        },
      },
    },
  ];
}
