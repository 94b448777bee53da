import type { PolicyStatement } from '@espalier/model';

/** A request that arrives at an endpoint. */
export interface EndpointRequest {
  readonly action: string;
  /** Account of the caller; `undefined` for an unsigned request. */
  readonly by: string | undefined;
  /** ARN, where the request is about one resource. */
  readonly resource?: string;
  /** Account of the resource; `undefined` for a resource without an owner. */
  readonly of?: string;
}

/** Whether statements let a request through, as IAM evaluates them; knows the operators that endpoints use. */
export function letsThrough(statements: readonly PolicyStatement[], request: EndpointRequest): boolean {
  const keys: Readonly<Record<string, string | undefined>> = {
    'aws:PrincipalAccount': request.by,
    'aws:ResourceAccount': request.of,
  };
  return statements.some(
    ({ effect = 'Allow', principals, actions, resources, conditions = {} }) =>
      effect === 'Allow' &&
      principals === '*' &&
      many(actions).some((pattern) => matches(pattern, request.action)) &&
      many(resources).some((pattern) => typeof pattern === 'string' && matches(pattern, request.resource ?? '*')) &&
      Object.entries(conditions).every(([operator, wanted]) =>
        Object.entries(wanted).every(([key, values]) => {
          const value = keys[key];
          if (operator === 'StringEqualsIfExists' && value === undefined) return true;
          if (!operator.startsWith('StringEquals')) throw new Error(`unknown operator ${operator}`);
          return value !== undefined && many(values).includes(value);
        }),
      ),
  );
}

function many(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function matches(pattern: unknown, text: string): boolean {
  const escaped = String(pattern)
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(text);
}
