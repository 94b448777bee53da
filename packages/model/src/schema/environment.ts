import { z } from 'zod';
import type { EnvironmentDefinition } from '../definition/index.ts';
import { certifiedHost, privateCidr, region, strict, wholeNumber } from '../schema-parts/index.ts';

const areDistinct = (texts: readonly string[]): boolean => new Set(texts).size === texts.length;

/** What `apps/platform/environments/<name>.ts` exports. */
export const environmentSchema = strict({
  account: z.string('the name of an account of platform.ts'),
  region,
  domain: certifiedHost.optional(),
  network: strict({
    cidr: privateCidr(16, 20),
    zones: z
      .union(
        [
          z.literal([2, 3]),
          z
            .array(z.string().regex(/^[a-z]$/, 'the letter of a zone such as a'))
            .min(2)
            .max(3)
            .refine(areDistinct),
        ],
        {
          error: 'one of 2, 3, or the letters of two or three zones such as [a, b, d]',
        },
      )
      .optional(),
    nat: z.enum(['single', 'one-per-zone']).optional(),
  }),
  data: strict({
    multiZone: z.boolean().optional(),
    backupRetentionDays: wholeNumber(1, 35).optional(),
  }).optional(),
  alarms: strict({
    emails: z
      .array(z.email('an address such as on-call@example.com'))
      .refine(areDistinct, 'addresses that differ from each other')
      .optional(),
  }).optional(),
}) satisfies z.ZodType<EnvironmentDefinition>;
