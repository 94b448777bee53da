import { z } from 'zod';
import type { AcknowledgementDefinition } from '../definition/index.ts';
import { strict } from '../schema-parts/index.ts';

/** What `apps/platform/acknowledgements/<name>.yaml` holds. */
export const acknowledgementSchema = strict({
  risk: z
    .string()
    .regex(/^ESP\d{4}$/, 'the code of a risk such as ESP8101')
    .describe('Code of the risk.'),
  object: z.string().min(1, 'what the risk is about').describe('What it is about, as the review calls it.'),
  place: z.string().min(1, 'a cluster or stack').describe('Cluster or stack.'),
  digest: z
    .string()
    .regex(/^[0-9a-f]{8}$/, 'the eight digits that the gate prints')
    .describe('Digest of what the risk says.'),
  reason: z.string().min(10, 'a reason of at least ten characters').describe('Why the risk is taken.'),
  by: z
    .string()
    .regex(/^@[\w-]+(\/[\w.-]+)?$/, 'a GitHub handle such as @acme/platform')
    .describe('Who takes it.'),
  until: z.iso.date('a day such as 2026-12-31').describe('Last day on which it counts.'),
}) satisfies z.ZodType<AcknowledgementDefinition>;
