import type { BucketNeed } from './bucket.ts';
import type { PolicyNeed } from './policy.ts';
import type { PostgresNeed } from './postgres.ts';
import type { QueueNeed } from './queue.ts';
import type { SecretNeed } from './secret.ts';
import type { TableNeed } from './table.ts';

/** What an app or addon asks of the cloud. Built by `postgres()`, `bucket()`, `table()`, `queue()`, `secret()` and `policy()`. */
export type Need = PostgresNeed | BucketNeed | TableNeed | QueueNeed | SecretNeed | PolicyNeed;

/** The kinds of need; each projection closes its own set with `satisfies Record<NeedKind, …>`. */
export type NeedKind = Need['kind'];

/** Needs by the name their owner gives them, such as `database`; the name prefixes the injected environment variables. */
export type Needs = Readonly<Record<string, Need>>;

/** Whether a need reaches the pod as a Kubernetes Secret, which External Secrets brings. */
export function yieldsSecret({ kind }: { readonly kind: NeedKind }): boolean {
  return kind === 'secret' || kind === 'postgres';
}
