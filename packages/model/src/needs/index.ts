import { z } from 'zod';
import * as names from '../names/index.ts';
import { bucketRecord } from './bucket.ts';
import { cacheRecord } from './cache.ts';
import type { NeedProblem, NeedName, NeedPlace, NeedRecord, Received, ResolvedBase } from './need-record.ts';
import { policyRecord } from './policy.ts';
import { postgresRecord } from './postgres.ts';
import { queueRecord } from './queue.ts';
import { secretRecord } from './secret.ts';
import { tableRecord } from './table.ts';

export { bucket, type BucketNeed } from './bucket.ts';
export { cache, type CacheNeed } from './cache.ts';
export { policy, type PolicyNeed, type NeedStatement } from './policy.ts';
export { postgres, type PostgresNeed } from './postgres.ts';
export { queue, type QueueNeed } from './queue.ts';
export { secret, type SecretNeed } from './secret.ts';
export { table, type TableNeed } from './table.ts';
export type { DatabaseUser, Received, ReceivedValue, ReceivedVariable, SecretFromStore } from './need-record.ts';

/** Every kind of need. A new need is a file and its lines here. */
const records = {
  postgres: postgresRecord,
  bucket: bucketRecord,
  table: tableRecord,
  queue: queueRecord,
  secret: secretRecord,
  policy: policyRecord,
  cache: cacheRecord,
};

type Records = typeof records;

/** The kinds of need; each other package has one map over all of them. */
export type NeedKind = keyof Records;

/** A cloud resource that an app or addon requests. Built by the function of its kind, such as `bucket()`. */
export type Need = Parameters<Records[NeedKind]['resolve']>[0];

/** A resolved need of a kind. */
export type NeedOf<K extends NeedKind> = {
  readonly [P in K]: Parameters<Records[P]['receive']>[0] & { readonly kind: P };
}[K];

/** A need with its defaults filled in and its names computed. */
export type ResolvedNeed = NeedOf<NeedKind>;

/** A function for each kind of need; TypeScript refuses an incomplete map. */
export type ForEachNeed<Args extends readonly unknown[], Result> = {
  readonly [K in NeedKind]: (need: NeedOf<K>, ...args: Args) => Result;
};

/** Calls the function of the need's kind. */
export function forNeed<Args extends readonly unknown[], Result>(
  functions: ForEachNeed<Args, Result>,
  need: ResolvedNeed,
  ...args: Args
): Result {
  const ofKind = functions[need.kind] as (need: ResolvedNeed, ...args: Args) => Result;
  return ofKind(need, ...args);
}

/** Needs by the name their owner gives them, such as `database`; the name prefixes the injected environment variables. */
export type Needs = Readonly<Record<string, Need>>;

type AnyRecord = NeedRecord<Need, ResolvedNeed>;

/** Methods of a record are only called with needs of its own kind. */
const anyRecord: Readonly<Record<NeedKind, AnyRecord>> = records;

type Schemas = Parameters<typeof z.discriminatedUnion>[1];

/** Validates any need by its `kind`. */
export const needSchema = z.discriminatedUnion(
  'kind',
  Object.values(records).map(({ schema }) => schema) as unknown as Schemas,
) as unknown as z.ZodType<Need>;

/** The owner of needs and its location, as input for names and defaults. */
export interface NeedOwner extends Omit<NeedPlace, 'name' | 'ownedBy'> {
  /** Cluster that owns its shareable needs; when omitted, the environment owns them. */
  readonly cluster?: string;
}

/** Fills the defaults of some needs and computes their names; sorted by name. */
export function resolveNeeds(needs: Needs, owner: NeedOwner): readonly ResolvedNeed[] {
  return placed(needs, owner).map(({ need }) => need);
}

/** Problems of needs in their environment, each with the name of the need. */
export function checkNeeds(needs: Needs, owner: NeedOwner): readonly (NeedProblem & { readonly need: string })[] {
  return placed(needs, owner).flatMap(({ asked, need, place }) =>
    (anyRecord[need.kind].check?.(asked, need, place) ?? []).map((problem) => ({ ...problem, need: need.name })),
  );
}

function placed(needs: Needs, { cluster, ...owner }: NeedOwner) {
  return Object.entries(needs)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, asked]) => {
      const shared = anyRecord[asked.kind].isShareable && 'ownedBy' in asked ? asked.ownedBy : undefined;
      const ownedBy = shared ?? (cluster === undefined ? owner.owner : `${cluster}-${owner.owner}`);
      const place: NeedPlace = { ...owner, name, ownedBy };
      const base: ResolvedBase<NeedKind> = { kind: asked.kind, name, secretName: names.secretName(owner.owner, name) };
      const need = { ...base, ...anyRecord[asked.kind].resolve(asked, place) } as ResolvedNeed;
      return { asked, need, place };
    });
}

/** Names that are composed for a need. @param owner name of the app or addon */
export function namesOfNeed(need: ResolvedNeed, owner: string): readonly NeedName[] {
  return anyRecord[need.kind].names(need, owner);
}

/** Name of a need in AWS: of the bucket, the table, the queue, or the Secrets Manager path. */
export function nameInAws(need: ResolvedNeed): string | undefined {
  return anyRecord[need.kind].nameInAws?.(need);
}

/** What the pods of its owner receive for a need. */
export function receive(need: ResolvedNeed): Received {
  return anyRecord[need.kind].receive(need);
}

/** The database for which a Job in the cluster creates a user, if the need has one. */
export function databaseUserOf(need: ResolvedNeed) {
  return anyRecord[need.kind].databaseUser?.(need);
}

/** Constants of a kind of need. */
export function factsOf({
  kind,
}: {
  readonly kind: NeedKind;
}): Pick<AnyRecord, 'reachedOn' | 'iamService' | 'yieldsSecret' | 'isFilledByHuman' | 'isShareable' | 'appsOnly'> {
  return anyRecord[kind];
}

/** Whether pods receive a need as a Kubernetes Secret, which External Secrets creates. */
export function yieldsSecret(need: { readonly kind: NeedKind }): boolean {
  return factsOf(need).yieldsSecret;
}

/**
 * Whether pods with these needs call AWS with their own role. Needs of kind `secret` need no role: External Secrets
 * reads them.
 */
export function needsRole(needs: readonly { readonly kind: NeedKind }[]): boolean {
  return needs.some((need) => factsOf(need).iamService !== undefined);
}
