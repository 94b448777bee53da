import { ProblemsError, type PolicyStatement, type Problem } from '@espalier/model';
import type { Input, Output } from '@pulumi/pulumi';
import { policyText } from '../parts/index.ts';

/**
 * Characters of all inline policies of one role, not counting whitespace.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const largestInlinePolicy = 10_240;

/**
 * The inline policy of a role, as text.
 *
 * @param role whose policy it is, for the error
 * @throws ProblemsError ESP6204 where it allows whole services, ESP6205 where it is larger than IAM takes
 */
export function rolePolicy(role: string, statements: readonly PolicyStatement<Input<string>>[]): Output<string> {
  const sweeping = statements.flatMap(({ actions = [] }) =>
    [actions].flat().filter((action) => /^\*|:\*$/.test(action)),
  );
  if (sweeping.length > 0) throw new ProblemsError(sweeping.map((action) => sweepingAction(role, action)));
  return policyText(statements).apply((text) => {
    if (text.length > largestInlinePolicy) throw new ProblemsError([tooLarge(role, text.length)]);
    return text;
  });
}

function sweepingAction(role: string, action: string): Problem {
  return {
    code: 'ESP6204',
    file: role,
    path: 'Action',
    found: `The role would be allowed '${action}'.`,
    expected: 'The actions that its pods call.',
    remedy: 'List them one by one in the need that asks for it.',
  };
}

function tooLarge(role: string, characters: number): Problem {
  return {
    code: 'ESP6205',
    file: role,
    path: 'PolicyStatement',
    found: `Its policy has ${characters} characters.`,
    expected: `At most ${largestInlinePolicy}: what IAM takes as inline policies of a role.`,
    remedy: 'Split the app, or share fewer resources with it.',
  };
}
