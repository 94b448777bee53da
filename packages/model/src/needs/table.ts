import { z } from 'zod';
import * as names from '../names/index.ts';
import { strict } from '../schema-parts/index.ts';
import { plainEnvironment, shareableNeed } from './need-parts.ts';
import type { NeedRecord, ResolvedBase } from './need-record.ts';

/** A DynamoDB table. A need called `sessions` injects `SESSIONS_TABLE`. */
export interface TableNeed {
  readonly kind: 'table';
  /** App that owns the need, to share it; the need has the same name and kind there. @default the app itself */
  readonly ownedBy?: string | undefined;
  /** Name of the partition key; a string attribute. */
  readonly key: string;
  /** Name of the sort key; a string attribute. @default no sort key */
  readonly sortKey?: string | undefined;
  /** Attribute with the time to live in epoch seconds. @default items never expire */
  readonly expiresAt?: string | undefined;
}

export interface ResolvedTable extends ResolvedBase<'table'> {
  readonly table: string;
  /** App whose table it is, mostly the app itself; for an addon, its name with its cluster. */
  readonly ownedBy: string;
  readonly key: string;
  readonly sortKey: string | undefined;
  readonly expiresAt: string | undefined;
}

const attribute = z.string('the name of an attribute').min(1).max(255);

const schema = strict({
  kind: z.literal('table'),
  ownedBy: z.string('the name of the app that owns it').optional(),
  key: attribute,
  sortKey: attribute.optional(),
  expiresAt: attribute.optional(),
}) satisfies z.ZodType<TableNeed>;

/** Requests a table: on-demand capacity, point-in-time recovery, deletion protection, KMS. */
export function table(options: Omit<TableNeed, 'kind'>): TableNeed {
  return { kind: 'table', ...options };
}

export const tableRecord: NeedRecord<TableNeed, ResolvedTable> = {
  schema,
  resolve: ({ key, sortKey, expiresAt }, place) => ({
    ownedBy: place.ownedBy,
    table: names.needName(shareableNeed(place)),
    key,
    sortKey,
    expiresAt,
  }),
  names: ({ table }) => [
    { what: 'table', name: table, atMost: 255, unique: { among: 'DynamoDB table', within: 'account and region' } },
  ],
  nameInAws: ({ table }) => table,
  receive: ({ name, table }) => plainEnvironment(name, { TABLE: table }),
  reachedOn: 'public',
  iamService: 'dynamodb',
  yieldsSecret: false,
  isShareable: true,
};
