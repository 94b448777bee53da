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
      [actions].flat().some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
      [resources].flat().some((pattern) => matches(pattern, resource)),
  );
}

/** IAM's patterns: `*` is any text, `?` one character. */
export function matches(pattern: string, text: string): boolean {
  const expression = pattern
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part.replaceAll(/[$()+.[\\\]^{|}]/g, '\\$&')))
    .join('');
  return new RegExp(`^${expression}$`, 's').test(text);
}
