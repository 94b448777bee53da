import { z } from 'zod';
import type { EnvironmentDefinition } from '../definition/environment.ts';
import { privateCidr } from './cidr.ts';
import { strict } from './strict.ts';
import { hostName, region } from './text.ts';

/** What `apps/platform/environments/<name>.ts` exports. */
export const environmentSchema = strict({
  account: z.string(),
  region,
  domain: hostName.optional(),
  network: strict({
    cidr: privateCidr(16, 20),
    zones: z.literal([2, 3]).optional(),
    nat: z.enum(['single', 'one-per-zone']).optional(),
  }),
  data: strict({
    multiZone: z.boolean().optional(),
    backupRetentionDays: z.int().min(1).max(35).optional(),
  }).optional(),
}) satisfies z.ZodType<EnvironmentDefinition>;
