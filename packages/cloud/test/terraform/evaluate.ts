/**
 * Whether IAM policies allow a request: enough of IAM for the policies of the bootstrap, and nothing guessed. An operator
 * that is not in the table is an error.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface Request {
  readonly action: string;
  /** @default '*' */
  readonly resource?: string;
  /** Keys that are absent are absent from the request. @default none */
  readonly context?: Readonly<Record<string, string>>;
}

/** A statement as the generated configuration has it. */
export interface Statement {
  readonly sid: string;
  readonly effect: string;
  readonly actions?: readonly string[];
  readonly not_actions?: readonly string[];
  readonly resources?: readonly string[];
  readonly condition?: readonly {
    readonly test: string;
    readonly variable: string;
    readonly values: readonly string[] | string;
  }[];
}

/** Whether the statements allow the request: one allows it, none denies it. */
export function allows(statements: readonly Statement[], request: Request): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  return applying.some(({ effect }) => effect === 'Allow') && applying.every(({ effect }) => effect !== 'Deny');
}

function applies({ actions, not_actions, resources, condition = [] }: Statement, request: Request): boolean {
  const { action, resource = '*', context = {} } = request;
  const isMeant =
    actions !== undefined
      ? actions.some((pattern) => like(pattern, action, 'i'))
      : !(not_actions ?? []).some((pattern) => like(pattern, action, 'i'));
  return (
    isMeant &&
    (resources ?? ['*']).some((pattern) => like(pattern, resource)) &&
    condition.every(({ test, variable, values }) => {
      if (typeof values === 'string') throw new Error(`${variable}: the expression ${values} is for Terraform`);
      return holds(test, values, context[variable]);
    })
  );
}

const operators: Readonly<Record<string, (value: string, pattern: string) => boolean>> = {
  StringEquals: (value, pattern) => value === pattern,
  StringLike: (value, pattern) => like(pattern, value),
  ArnEquals: (value, pattern) => like(pattern, value),
  ArnLike: (value, pattern) => like(pattern, value),
  Bool: (value, pattern) => value === pattern,
};

function holds(test: string, values: readonly string[], value: string | undefined): boolean {
  const isOptional = test.endsWith('IfExists');
  const isNegated = test.includes('Not');
  const operator = operators[test.replace('IfExists', '').replace('Not', '')];
  if (operator === undefined) throw new Error(`the operator ${test} is not known here`);
  if (value === undefined) return isOptional || isNegated;
  return values.some((pattern) => operator(value, pattern)) !== isNegated;
}

function like(pattern: string, text: string, flags = ''): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, flags).test(text);
}
