import { z } from 'zod';
import * as names from '../names/index.ts';
import { strict, wholeNumber } from '../schema-parts/index.ts';
import { plainEnvironment, shareableNeed } from './need-parts.ts';
import type { NeedRecord, ResolvedBase } from './need-record.ts';

/** An SQS queue with a dead-letter queue. A need called `jobs` injects `JOBS_QUEUE_URL`. */
export interface QueueNeed {
  readonly kind: 'queue';
  /** App that owns the need, to share it; the need has the same name and kind there. @default the app itself */
  readonly ownedBy?: string | undefined;
  /** Seconds a message stays hidden once received. @default 30 */
  readonly visibilityTimeoutSeconds?: number | undefined;
  /** Times a message is received before it goes to the dead-letter queue. @default 5 */
  readonly maxReceiveCount?: number | undefined;
  /** Whether the owner's role may only send, only receive, or both. @default 'send-receive' */
  readonly access?: 'send' | 'receive' | 'send-receive' | undefined;
}

export interface ResolvedQueue extends ResolvedBase<'queue'> {
  readonly queue: string;
  /** App whose queue it is, mostly the app itself; for an addon, its name with its cluster. */
  readonly ownedBy: string;
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly maxReceiveCount: number;
  readonly access: 'send' | 'receive' | 'send-receive';
}

const schema = strict({
  kind: z.literal('queue'),
  ownedBy: z.string('the name of the app that owns it').optional(),
  visibilityTimeoutSeconds: wholeNumber(0, 43_200).optional(),
  maxReceiveCount: wholeNumber(1, 1000).optional(),
  access: z.enum(['send', 'receive', 'send-receive']).optional(),
}) satisfies z.ZodType<QueueNeed>;

/** Requests a queue encrypted with KMS, and its dead-letter queue. */
export function queue(options: Omit<QueueNeed, 'kind'> = {}): QueueNeed {
  return { kind: 'queue', ...options };
}

export const queueRecord: NeedRecord<QueueNeed, ResolvedQueue> = {
  schema,
  resolve(asked, place) {
    const { environment, ownedBy } = place;
    const queue = names.needName(shareableNeed(place));
    return {
      ownedBy,
      queue,
      url: names.queueUrl(environment.region, environment.account.id, queue),
      visibilityTimeoutSeconds: asked.visibilityTimeoutSeconds ?? 30,
      maxReceiveCount: asked.maxReceiveCount ?? 5,
      access: asked.access ?? 'send-receive',
    };
  },
  names({ queue }) {
    const unique = { among: 'queue', within: 'account and region' } as const;
    return [
      { what: 'queue', name: queue, unique },
      { what: 'dead-letter queue', name: names.deadLetterQueueName(queue), atMost: 80, unique },
    ];
  },
  nameInAws: ({ queue }) => queue,
  receive: ({ name, url }) => plainEnvironment(name, { QUEUE_URL: url }),
  reachedOn: 'public',
  iamService: 'sqs',
  yieldsSecret: false,
  isShareable: true,
};
