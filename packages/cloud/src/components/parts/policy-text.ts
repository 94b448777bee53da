import { policyDocument, type PolicyStatement } from '@espalier/model';
import { jsonStringify, type Input, type Output } from '@pulumi/pulumi';

/** The text of an IAM policy. */
export function policyText(statements: readonly PolicyStatement<Input<string>>[]): Output<string> {
  return jsonStringify(policyDocument(statements));
}

/** The accounts' own IAM decides which of their roles are meant. */
export function accountPrincipals(accountIds: readonly string[]): { readonly AWS: readonly string[] } {
  return { AWS: accountIds.map((id) => `arn:aws:iam::${id}:root`) };
}
