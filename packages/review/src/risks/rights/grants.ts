import type { PolicyStatement } from '@espalier/model';
import { canonical } from '../../difference/index.ts';

/** One thing that a policy lets somebody do. */
export interface Grant {
  /** Who, in resource and trust policies; empty in policies of roles. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** Conditions as JSON with sorted keys; empty without any. */
  readonly conditions: string;
}

/** What the statements allow, one by one. A statement with `NotAction` allows `*` except for these. */
export function grantsOf(statements: readonly PolicyStatement[]): readonly Grant[] {
  return statements.filter(({ effect = 'Allow' }) => effect === 'Allow').flatMap(expand);
}

/** What the statements deny, one by one. */
export function denialsOf(statements: readonly PolicyStatement[]): readonly Grant[] {
  return statements.filter(({ effect }) => effect === 'Deny').flatMap(expand);
}

function expand(statement: PolicyStatement): readonly Grant[] {
  const { principals, actions, notActions, resources = [''], conditions } = statement;
  const who =
    principals === undefined
      ? ['']
      : principals === '*'
        ? ['*']
        : Object.entries(principals).flatMap(([type, names]) => [names].flat().map((name) => `${type} ${name}`));
  const what = actions === undefined ? [`* except ${[notActions ?? []].flat().join(', ')}`] : [actions].flat();
  const condition = conditions === undefined ? '' : canonical(conditions);
  return who.flatMap((principal) =>
    what.flatMap((action) =>
      [resources].flat().map((resource) => ({ principal, action, resource, conditions: condition })),
    ),
  );
}

/** The grants that none of the others covers. */
export function uncoveredBy(others: readonly Grant[], grants: readonly Grant[]): readonly Grant[] {
  return grants.filter((grant) => !others.some((other) => covers(other, grant)));
}

/** Whether everything that one grant allows is allowed by another, as far as patterns and conditions say. */
export function covers(wide: Grant, narrow: Grant): boolean {
  return (
    (wide.principal === narrow.principal || wide.principal === '*' || wide.principal === 'AWS *') &&
    matches(wide.action.toLowerCase(), narrow.action.toLowerCase()) &&
    matches(wide.resource, narrow.resource) &&
    (wide.conditions === '' || wide.conditions === narrow.conditions)
  );
}

/** Whether a pattern of IAM takes in all that another one does: a star of the narrow one must meet a star. */
function matches(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*') return true;
  if (!/[*?]/.test(wide) || wide.startsWith('* except')) return false;
  const expression = wide
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '[^*]' : part.replaceAll(/[$()+.[\\\]^{|}]/g, '\\$&')))
    .join('');
  return new RegExp(`^${expression}$`, 's').test(narrow);
}
