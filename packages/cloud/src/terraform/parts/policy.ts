import type { Json, Part } from './configuration.ts';

/** A statement of an IAM policy in the form of Terraform's `aws_iam_policy_document`. */
export interface PolicyStatement {
  readonly sid: string;
  /** @default 'Allow' */
  readonly effect?: 'Allow' | 'Deny';
  readonly actions?: readonly string[];
  readonly not_actions?: readonly string[];
  /** Omitted in trust policies, which apply to their role. */
  readonly resources?: readonly string[];
  /** Omitted in identity policies. */
  readonly principals?: readonly { readonly type: string; readonly identifiers: readonly string[] }[];
  readonly condition?: readonly PolicyCondition[];
}

export interface PolicyCondition {
  readonly test: string;
  readonly variable: string;
  /** Values, or an expression for them. */
  readonly values: readonly string[] | string;
}

/** A named policy that a reviewer can read by statement; `policyText` refers to it. */
export function policyDocument(name: string, statements: readonly PolicyStatement[]): Part {
  return { data: { aws_iam_policy_document: { [name]: { statement: statements.map(asJson) } } } };
}

/** The text of such a policy. */
export function policyText(name: string): string {
  return `\${data.aws_iam_policy_document.${name}.json}`;
}

function asJson({ condition, principals, ...statement }: PolicyStatement): Json {
  return {
    ...statement,
    effect: statement.effect ?? 'Allow',
    ...(principals !== undefined && { principals: principals.map((one) => ({ ...one })) }),
    ...(condition !== undefined && { condition: condition.map((one) => ({ ...one })) }),
  };
}
