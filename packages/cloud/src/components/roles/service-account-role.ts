import { names, policyDocument, type PolicyStatement } from '@espalier/model';
import * as aws from '@pulumi/aws';
import { all, ComponentResource, type ComponentResourceOptions, type Input, type Output } from '@pulumi/pulumi';
import type { OidcProvider } from './oidc-provider.ts';
import { rolePolicy } from './role-policy.ts';

export interface ServiceAccountRoleArgs {
  readonly platform: string;
  readonly accountId: string;
  readonly oidcProvider: OidcProvider;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly description: string;
  /** Name of the role where manifests refer to it; otherwise Pulumi makes one. */
  readonly roleName?: string;
  /** What its pods may do. */
  readonly statements?: readonly PolicyStatement<Input<string>>[];
  /** Policies of AWS's that say what its pods may do, by ARN. */
  readonly managedPolicies?: readonly string[];
}

/**
 * A role that pods of exactly one ServiceAccount assume (IRSA), under the platform's boundary.
 *
 * @throws ProblemsError ESP6204 where it would be allowed whole services, ESP6205 where its policy is too large
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export class ServiceAccountRole extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, args: ServiceAccountRoleArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:ServiceAccountRole', name, {}, options);
    const { platform, accountId, description, roleName, statements = [], managedPolicies = [] } = args;
    const role = new aws.iam.Role(
      name,
      {
        ...(roleName !== undefined && { name: roleName }),
        description,
        permissionsBoundary: names.policyArn(accountId, names.boundaryName(platform)),
        assumeRolePolicy: trust(args),
      },
      // Two roles cannot have one name for the time of a replacement.
      { parent: this, deleteBeforeReplace: roleName !== undefined },
    );
    if (statements.length > 0) {
      new aws.iam.RolePolicy(name, { role: role.id, policy: rolePolicy(name, statements) }, { parent: this });
    }
    for (const policyArn of managedPolicies) {
      const policy = policyArn.slice(policyArn.lastIndexOf('/') + 1);
      new aws.iam.RolePolicyAttachment(`${name}-${policy}`, { role: role.id, policyArn }, { parent: this });
    }
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function trust({ oidcProvider, namespace, serviceAccount }: ServiceAccountRoleArgs): Output<string> {
  // Both are waited for together, so that a preview that knows neither still knows what the policy depends on.
  return all([oidcProvider.issuer, oidcProvider.arn]).apply(([issuer, provider]) =>
    JSON.stringify(
      policyDocument([
        {
          principals: { Federated: provider },
          actions: 'sts:AssumeRoleWithWebIdentity',
          conditions: {
            StringEquals: {
              [`${issuer}:aud`]: 'sts.amazonaws.com',
              [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
            },
          },
        },
      ]),
    ),
  );
}
