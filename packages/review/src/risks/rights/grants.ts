import type { PolicyStatement } from '@espalier/model';
import { canonical } from '../../difference/index.ts';
import { allExcept, exceptionsOf, matches } from './patterns.ts';

/** One thing that a policy allows. */
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
  const { principals, notPrincipals, actions, notActions, resources, notResources, conditions } = statement;
  const who =
    principals !== undefined
      ? namesOf(principals)
      : notPrincipals !== undefined
        ? [allExcept(namesOf(notPrincipals))]
        : [''];
  const what = actions === undefined ? [allExcept([notActions ?? []].flat())] : [actions].flat();
  const where =
    resources !== undefined
      ? [resources].flat()
      : notResources !== undefined
        ? [allExcept([notResources].flat())]
        : [''];
  const condition = conditions === undefined ? '' : canonical(conditions);
  return who.flatMap((principal) =>
    what.flatMap((action) => where.map((resource) => ({ principal, action, resource, conditions: condition }))),
  );
}

function namesOf(principals: NonNullable<PolicyStatement['principals']>): readonly string[] {
  return principals === '*'
    ? ['*']
    : Object.entries(principals).flatMap(([type, names]) => [names].flat().map((name) => `${type} ${name}`));
}

/** The grants that none of the others covers. */
export function uncoveredBy(others: readonly Grant[], grants: readonly Grant[]): readonly Grant[] {
  return grants.filter((grant) => !others.some((other) => covers(other, grant)));
}

/** Whether everything that one grant allows is allowed by another, as far as patterns and conditions say. */
export function covers(wide: Grant, narrow: Grant): boolean {
  return (
    coversPrincipal(wide.principal, narrow.principal) &&
    matches(wide.action.toLowerCase(), narrow.action.toLowerCase()) &&
    matches(wide.resource, narrow.resource) &&
    (wide.conditions === '' || wide.conditions === narrow.conditions)
  );
}

/** The name of a principal is no pattern, apart from the one star. */
function coversPrincipal(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*' || wide === 'AWS *') return true;
  return exceptionsOf(wide) !== undefined && narrow !== '*' && narrow !== 'AWS *' && matches(wide, narrow);
}
