import { coversPattern } from '@espalier/model';
import type { Role } from './role.ts';

/**
 * Whether a role's statements allow an action on a resource, conditions aside.
 *
 * @param action such as `secretsmanager:GetSecretValue`
 * @param resource an ARN without wildcards
 */
export function allows({ statements }: Role, action: string, resource: string): boolean {
  return statements.some(
    ({ actions = [], resources = [] }) =>
      [actions].flat().some((pattern) => coversPattern(pattern.toLowerCase(), action.toLowerCase())) &&
      [resources].flat().some((pattern) => coversPattern(pattern, resource)),
  );
}
