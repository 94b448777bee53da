import * as aws from '@pulumi/aws';
import { names, type PolicyStatement } from '@espalier/model';
import type { Input, Resource } from '@pulumi/pulumi';
import { policyText } from './policy-text.ts';

/** A role that a service of AWS assumes to work for an account. */
export interface ServiceRole {
  readonly platform: string;
  readonly accountId: string;
  /** Principal of the service, such as `backup.amazonaws.com`. */
  readonly service: string;
  readonly description: string;
  /** What the role may do by a policy of its own. */
  readonly statements?: readonly PolicyStatement<Input<string>>[];
  /** Policies of AWS's that say what the role may do, by ARN. */
  readonly managedPolicies?: readonly string[];
}

/**
 * Creates such a role under the platform's boundary. Its name begins with the logical one, and that with the platform's:
 * the bootstrap lets Pulumi make no other roles. The service assumes it for this account only: without the
 * condition, somebody else's resources could make the service use our role.
 *
 * @returns the role, and what it may do, on which whatever uses the role depends
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function serviceRole(
  name: string,
  { platform, accountId, service, description, statements = [], managedPolicies = [] }: ServiceRole,
  parent: Resource,
): { readonly role: aws.iam.Role; readonly permissions: readonly Resource[] } {
  const role = new aws.iam.Role(
    name,
    {
      description,
      permissionsBoundary: names.policyArn(accountId, names.boundaryName(platform)),
      assumeRolePolicy: policyText([
        {
          principals: { Service: service },
          actions: 'sts:AssumeRole',
          conditions: { StringEquals: { 'aws:SourceAccount': accountId } },
        },
      ]),
    },
    { parent },
  );
  const inline =
    statements.length === 0
      ? []
      : [new aws.iam.RolePolicy(name, { role: role.id, policy: policyText(statements) }, { parent })];
  const attached = managedPolicies.map(
    (policyArn) =>
      new aws.iam.RolePolicyAttachment(
        `${name}-${policyArn.slice(policyArn.lastIndexOf('/') + 1)}`,
        { role: role.id, policyArn },
        { parent },
      ),
  );
  return { role, permissions: [...inline, ...attached] };
}
