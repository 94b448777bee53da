import { jsonStringify, type Input, type Output } from '@pulumi/pulumi';

/** A statement of a policy that stands on a resource, a key or an endpoint, or says who may assume a role. */
export interface ResourceStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*' | { readonly AWS: readonly string[] } | { readonly Service: string };
  readonly Action: string | readonly string[];
  /** Left out in trust policies, which are about the role they stand on. */
  readonly Resource?: Input<string> | readonly Input<string>[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A statement of what a role may do. */
export type RoleStatement = Omit<ResourceStatement, 'Principal' | 'Resource'> & {
  readonly Resource: Input<string> | readonly Input<string>[];
};

/** The text of an IAM policy. */
export function policyDocument(statements: readonly (ResourceStatement | RoleStatement)[]): Output<string> {
  return jsonStringify({ Version: '2012-10-17', Statement: statements });
}

/** The accounts' own IAM decides which of their roles are meant. */
export function accountPrincipals(accountIds: readonly string[]): { readonly AWS: readonly string[] } {
  return { AWS: accountIds.map((id) => `arn:aws:iam::${id}:root`) };
}
