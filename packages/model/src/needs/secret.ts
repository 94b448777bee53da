import { z } from 'zod';
import { strict } from '../schema/strict.ts';

/**
 * A secret in Secrets Manager whose value a human puts there.
 *
 * A need called `signingKey` with the one key `value` injects `SIGNING_KEY`; with other keys, `SIGNING_KEY_<KEY>` each.
 */
export interface SecretNeed {
  readonly kind: 'secret';
  /** Keys of the JSON object that the secret holds. @default ['value'] */
  readonly keys?: readonly string[] | undefined;
  /** How the pod receives it: as environment variables, or as files in `/secrets/<need>/`. @default 'environment' */
  readonly as?: 'environment' | 'files' | undefined;
  /** What the value is and where a human gets it; printed by `nx secrets`. */
  readonly description?: string | undefined;
}

export const secretSchema = strict({
  kind: z.literal('secret'),
  keys: z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/, 'letters, digits, ".", "_" and "-"'))
    .min(1)
    .refine((keys) => new Set(keys).size === keys.length, 'keys that differ from each other')
    .optional(),
  as: z.enum(['environment', 'files']).optional(),
  description: z.string('what the value is, and where people get it').optional(),
}) satisfies z.ZodType<SecretNeed>;

/** Asks for a secret, read through the namespace's SecretStore. */
export function secret(options: Omit<SecretNeed, 'kind'> = {}): SecretNeed {
  return { kind: 'secret', ...options };
}
