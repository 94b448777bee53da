import { z } from 'zod';
import { strict } from '../schema/strict.ts';
import { wholeNumber } from '../schema/whole-number.ts';

/** An SQS queue with a dead-letter queue. A need called `jobs` injects `JOBS_QUEUE_URL`. */
export interface QueueNeed {
  readonly kind: 'queue';
  /** App whose need of the same name and kind this is, to share it. @default the app itself */
  readonly ownedBy?: string | undefined;
  /** Seconds a message stays hidden once received. @default 30 */
  readonly visibilityTimeoutSeconds?: number | undefined;
  /** Times a message is received before it goes to the dead-letter queue. @default 5 */
  readonly maxReceiveCount?: number | undefined;
  /** Whether the owner's role may only send, only receive, or both. @default 'send-receive' */
  readonly access?: 'send' | 'receive' | 'send-receive' | undefined;
}

export const queueSchema = strict({
  kind: z.literal('queue'),
  ownedBy: z.string('the name of the app that owns it').optional(),
  visibilityTimeoutSeconds: wholeNumber(0, 43_200).optional(),
  maxReceiveCount: wholeNumber(1, 1000).optional(),
  access: z.enum(['send', 'receive', 'send-receive']).optional(),
}) satisfies z.ZodType<QueueNeed>;

/** Asks for a queue encrypted with KMS, and its dead-letter queue. */
export function queue(options: Omit<QueueNeed, 'kind'> = {}): QueueNeed {
  return { kind: 'queue', ...options };
}
