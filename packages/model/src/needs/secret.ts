import { z } from 'zod';
import * as names from '../names/index.ts';
import { strict } from '../schema-parts/index.ts';
import { ownSecret, secretFromStore, secretNames } from './need-parts.ts';
import type { NeedRecord, ResolvedBase } from './need-record.ts';

/**
 * A secret in Secrets Manager. A human sets its value.
 *
 * A need called `signingKey` with the one key `value` injects `SIGNING_KEY`; with other keys, `SIGNING_KEY_<KEY>` each.
 */
export interface SecretNeed {
  readonly kind: 'secret';
  /** Keys of the secret's JSON object. @default ['value'] */
  readonly keys?: readonly string[] | undefined;
  /** How the pod receives it: as environment variables, or as files in `/secrets/<need>/`. @default 'environment' */
  readonly as?: 'environment' | 'files' | undefined;
  /** What the value is and where a human gets it; printed by `nx secrets`. */
  readonly description?: string | undefined;
}

export interface ResolvedSecret extends ResolvedBase<'secret'> {
  /** Secrets Manager path. */
  readonly secretPath: string;
  readonly keys: readonly string[];
  readonly as: 'environment' | 'files';
  readonly description: string | undefined;
}

const schema = strict({
  kind: z.literal('secret'),
  keys: z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/, 'letters, digits, ".", "_" and "-"'))
    .min(1)
    .refine((keys) => new Set(keys).size === keys.length, 'keys that differ from each other')
    .optional(),
  as: z.enum(['environment', 'files']).optional(),
  description: z.string('what the value is, and where to get it').optional(),
}) satisfies z.ZodType<SecretNeed>;

/** Requests a secret, read through the namespace's SecretStore. */
export function secret(options: Omit<SecretNeed, 'kind'> = {}): SecretNeed {
  return { kind: 'secret', ...options };
}

export const secretRecord: NeedRecord<SecretNeed, ResolvedSecret> = {
  schema,
  resolve: ({ keys, as, description }, place) => ({
    secretPath: names.secretPath(ownSecret(place)),
    keys: keys ?? ['value'],
    as: as ?? 'environment',
    description,
  }),
  names: (need) => [
    ...secretNames(need),
    ...(need.as === 'files' ? [{ what: 'volume', name: names.secretVolume(need.name), atMost: 63 }] : []),
  ],
  nameInAws: ({ secretPath }) => secretPath,
  receive(need) {
    const secret = secretFromStore(need, need.keys);
    if (need.as === 'files') return { environment: [], secret, directory: `/secrets/${names.kebabCase(need.name)}` };
    const environment = need.keys.map((key) => ({ name: variableName(need, key), value: { secretKey: key } }));
    return { environment, secret, directory: undefined };
  },
  reachedOn: undefined,
  iamService: undefined,
  yieldsSecret: true,
  isFilledByHuman: true,
  isShareable: false,
};

function variableName({ name, keys }: ResolvedSecret, key: string): string {
  const prefix = names.camelCaseToEnvironmentPrefix(name);
  if (keys.length === 1 && key === 'value') return prefix;
  return `${prefix}_${names.camelCaseToEnvironmentPrefix(key).replaceAll(/[^A-Z0-9]/g, '_')}`;
}
