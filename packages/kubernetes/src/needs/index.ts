import type { NeedKind, ResolvedNeed } from '@espalier/model';
import { bucket } from './bucket.ts';
import { policy } from './policy.ts';
import { postgres } from './postgres.ts';
import { queue } from './queue.ts';
import type { Received } from './received.ts';
import { secret } from './secret.ts';
import { table } from './table.ts';

/** One function a kind; a new kind of need is one file and one line here. */
const receivers = { postgres, bucket, table, queue, secret, policy } satisfies Receivers;

type NeedOf<K extends NeedKind> = { readonly [P in K]: Extract<ResolvedNeed, { kind: P }> & { kind: P } }[K];
type Receivers = { readonly [K in NeedKind]: (need: NeedOf<K>) => Received };

/** What the pods of its owner receive of a need. */
export function receive(need: ResolvedNeed): Received {
  return receiveKind(need);
}

function receiveKind<K extends NeedKind>(need: NeedOf<K>): Received {
  const all: Receivers = receivers;
  return all[need.kind](need);
}
