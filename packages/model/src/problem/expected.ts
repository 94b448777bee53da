import type { z } from 'zod';
import { listOf } from './closest.ts';

/** What a schema accepts, as a noun phrase for use after "Expected"; `undefined` if the schema has no message. */
export function expectedBy(schema: z.core.$ZodType): string | undefined {
  return ownMessage(schema) ?? derived(schema as z.core.$ZodTypes);
}

/** Parses a value. For a wrong type, the message also states what the schema expects beyond the type. */
export const expectations: z.core.ParseContext<z.core.$ZodIssue> = {
  error: (issue) =>
    issue.code === 'invalid_type' && issue.inst !== undefined ? expectedBy(issue.inst as z.core.$ZodType) : undefined,
};

/** The message of a schema, or of its first check that has one. */
function ownMessage(schema: z.core.$ZodType): string | undefined {
  const { error, checks = [] } = schema._zod.def;
  const messages = [error, ...checks.map((check) => check._zod.def.error)].map((say) => {
    const said = say?.({ code: 'invalid_type', expected: 'string', input: undefined, inst: schema } as never);
    return typeof said === 'string' ? said : said?.message;
  });
  return messages.find((message) => message !== undefined);
}

function derived(schema: z.core.$ZodTypes): string | undefined {
  const { def } = schema._zod;
  switch (def.type) {
    case 'boolean':
      return 'true or false';
    case 'enum':
      return `one of ${listOf(Object.values(def.entries).map(String))}`;
    case 'literal':
      return def.values.length === 1 ? `'${String(def.values[0])}'` : `one of ${listOf(def.values.map(String))}`;
    case 'array':
      return `a list, each entry ${expectedBy(def.element) ?? 'a value'}`;
    case 'record': {
      const value = expectedBy(def.valueType);
      return value === undefined ? 'a mapping' : `a mapping from ${expectedBy(def.keyType) ?? 'a name'} to ${value}`;
    }
    case 'object': {
      const keys = Object.entries(def.shape);
      const required = keys.filter(([, value]) => value._zod.optin !== 'optional').map(([key]) => key);
      return `a mapping with ${listOf(required.length > 0 ? required : keys.map(([key]) => key))}`;
    }
    case 'union':
      if ('discriminator' in def)
        return `a mapping with ${String(def.discriminator)}: ${kindsOf(def.options, def.discriminator)}`;
      return [...new Set(def.options.map(expectedBy).filter((text) => text !== undefined))].join(', or ');
    case 'optional':
      return expectedBy(def.innerType);
    default:
      return undefined;
  }
}

function kindsOf(options: readonly z.core.$ZodType[], discriminator: unknown): string {
  const kinds = options.flatMap((option) => [...(option._zod.propValues?.[String(discriminator)] ?? [])]);
  return `one of ${listOf(kinds.map(String))}`;
}
