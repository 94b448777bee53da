import * as names from '../../names/index.ts';
import type { Needs, PolicyStatement } from '../../needs/index.ts';
import type { ResolvedEnvironment, ResolvedNeed } from '../../resolved/index.ts';
import { parseQuantity } from '../../schema-parts/index.ts';

/** Who asks, as far as names depend on it. */
export interface NeedOwner {
  readonly platform: string;
  readonly environment: ResolvedEnvironment;
  readonly namespace: string;
  /** Name of the app or addon. */
  readonly owner: string;
  /** Cluster whose own its buckets, tables and queues are; the environment's where it is left out. */
  readonly cluster?: string;
}

/** Fills the defaults of some needs and computes their AWS names; sorted by name. */
export function resolveNeeds(needs: Needs, owner: NeedOwner): readonly ResolvedNeed[] {
  return Object.keys(needs)
    .sort()
    .flatMap((name) => {
      const need = needs[name];
      return need === undefined ? [] : [resolveNeed(name, need, owner)];
    });
}

function resolveNeed(
  name: string,
  need: Needs[string],
  { platform, environment, namespace, owner, cluster }: NeedOwner,
): ResolvedNeed {
  const base = { name, secretName: names.secretName(owner, name) };
  const { account, region } = environment;
  const ownedBy =
    ('ownedBy' in need ? need.ownedBy : undefined) ?? (cluster === undefined ? owner : `${cluster}-${owner}`);
  switch (need.kind) {
    case 'postgres':
      return {
        ...base,
        kind: need.kind,
        storageGibibytes: Math.ceil((parseQuantity(need.storage) ?? 0) / 2 ** 30),
        instanceClass: need.instanceClass ?? 'db.t4g.medium',
        version: need.version ?? '17',
        instance: names.databaseIdentifier(platform, environment.name, owner, name),
        database: names.databaseName(owner),
        user: names.databaseName(owner),
        multiZone: need.multiZone ?? environment.data.multiZone,
        secretPath: names.secretPath(platform, environment.name, namespace, owner, name),
      };
    case 'bucket':
      return {
        ...base,
        kind: need.kind,
        ownedBy,
        bucket: names.bucketName(platform, environment.name, ownedBy, name, account.id, region),
        access: need.access ?? 'read-write',
        expireAfterDays: need.expireAfterDays,
      };
    case 'table':
      return {
        ...base,
        kind: need.kind,
        ownedBy,
        table: names.tableName(platform, environment.name, ownedBy, name),
        key: need.key,
        sortKey: need.sortKey,
        expiresAt: need.expiresAt,
      };
    case 'queue': {
      const queue = names.queueName(platform, environment.name, ownedBy, name);
      return {
        ...base,
        kind: need.kind,
        ownedBy,
        queue,
        url: names.queueUrl(region, account.id, queue),
        visibilityTimeoutSeconds: need.visibilityTimeoutSeconds ?? 30,
        maxReceiveCount: need.maxReceiveCount ?? 5,
        access: need.access ?? 'send-receive',
      };
    }
    case 'secret':
      return {
        ...base,
        kind: need.kind,
        secretPath: names.secretPath(platform, environment.name, namespace, owner, name),
        keys: need.keys ?? ['value'],
        as: need.as ?? 'environment',
        description: need.description,
      };
    case 'policy':
      return { ...base, kind: need.kind, statements: need.statements.map((one) => filled(one, environment)) };
  }
}

/** The statement for one environment: its name and domain stand where it says `{environment}` and `{domain}`. */
function filled(statement: PolicyStatement, { name, domain }: ResolvedEnvironment): PolicyStatement {
  const fill = (text: string): string => text.replaceAll('{environment}', name).replaceAll('{domain}', domain);
  const fillAll = (value: string | readonly string[]): string | readonly string[] =>
    typeof value === 'string' ? fill(value) : value.map(fill);
  const conditions = Object.entries(statement.conditions ?? {}).map(
    ([operator, keys]) =>
      [operator, Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, fillAll(value)]))] as const,
  );
  return {
    ...statement,
    resources: statement.resources.map(fill),
    ...(statement.conditions !== undefined && { conditions: Object.fromEntries(conditions) }),
  };
}

/** Whether pods with these needs call AWS with a role of their own; secrets alone reach them through External Secrets. */
export function needsRole(needs: readonly ResolvedNeed[]): boolean {
  return needs.some((need) => need.kind !== 'secret');
}
