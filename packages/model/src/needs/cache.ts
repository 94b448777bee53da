import { z } from 'zod';
import { cacheNodeTypes, valkeyVersions } from '../aws/index.ts';
import * as names from '../names/index.ts';
import { closest } from '../problem/index.ts';
import { strict, wholeNumber } from '../schema-parts/index.ts';
import { ownSecret, secretFromStore, secretNames } from './need-parts.ts';
import type { NeedProblem, NeedRecord, ResolvedBase } from './need-record.ts';

/**
 * A cache on ElastiCache for Valkey, over TLS. A need called `sessions` injects `SESSIONS_HOST`, `_PORT`, `_NAME` and
 * `_USER`.
 */
export interface CacheNeed {
  readonly kind: 'cache';
  /** Type of its nodes, such as `cache.t4g.small`. @default none: the cache is serverless */
  readonly nodeType?: string | undefined;
  /** Maximum data of a serverless cache in GB; it evicts beyond that. @default 10 */
  readonly maxGigabytes?: number | undefined;
  /** Version of Valkey. A serverless cache uses only the major version. @default '8.0' */
  readonly version?: (typeof valkeyVersions)[number] | undefined;
}

export interface ResolvedCache extends ResolvedBase<'cache'> {
  /** Name of the cache and of its user for pods. */
  readonly cache: string;
  /** Nodes of one type, or serverless. */
  readonly runs: { readonly nodeType: string; readonly nodes: number } | { readonly maxGigabytes: number };
  readonly version: string;
  /** Secrets Manager path of host and port. */
  readonly secretPath: string;
}

const schema = strict({
  kind: z.literal('cache'),
  nodeType: z
    .string('a node type of ElastiCache for Valkey such as cache.t4g.small')
    .superRefine((name, context) => {
      if (cacheNodeTypes.includes(name)) return;
      const example = closest(name, cacheNodeTypes) ?? 'cache.t4g.small';
      context.addIssue({ code: 'custom', message: `a node type of ElastiCache for Valkey such as ${example}` });
    })
    .optional(),
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DataStorage.html
  maxGigabytes: wholeNumber(1, 5000).optional(),
  version: z.enum(valkeyVersions, `a version of Valkey as text, one of ${valkeyVersions.join(', ')}`).optional(),
}) satisfies z.ZodType<CacheNeed>;

/** Requests a cache; pods log in with IAM authentication through their own role. */
export function cache(options: Omit<CacheNeed, 'kind'> = {}): CacheNeed {
  return { kind: 'cache', ...options };
}

export const cacheRecord: NeedRecord<CacheNeed, ResolvedCache> = {
  schema,
  resolve({ nodeType, maxGigabytes, version }, place) {
    const nodes = place.environment.data.multiZone ? 2 : 1;
    return {
      cache: names.needName(ownSecret(place)),
      runs: nodeType === undefined ? { maxGigabytes: maxGigabytes ?? 10 } : { nodeType, nodes },
      version: version ?? '8.0',
      secretPath: names.secretPath(ownSecret(place)),
    };
  },
  check: ({ nodeType, maxGigabytes }, { cache }) => [
    ...(nodeType === undefined || maxGigabytes === undefined ? [] : [limitOfNodes]),
    ...(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(cache) ? [] : [illegalName(cache)]),
  ],
  names: (need) => [
    {
      what: 'cache',
      name: need.cache,
      atMost: 40,
      unique: { among: 'ElastiCache cache', within: 'account and region' },
    },
    ...secretNames(need),
  ],
  nameInAws: ({ cache }) => cache,
  receive(need) {
    const prefix = names.camelCaseToEnvironmentPrefix(need.name);
    return {
      // Only AWS knows the host. A pod signs a login token that contains the name of the cache and of the user.
      environment: [
        { name: `${prefix}_HOST`, value: { secretKey: 'host' } },
        { name: `${prefix}_PORT`, value: { secretKey: 'port' } },
        { name: `${prefix}_NAME`, value: { value: need.cache } },
        { name: `${prefix}_USER`, value: { value: need.cache } },
      ],
      secret: secretFromStore(need, ['host', 'port']),
      directory: undefined,
    };
  },
  reachedOn: { dataTierPort: 6379 },
  iamService: 'elasticache',
  yieldsSecret: true,
  isShareable: false,
};

const limitOfNodes: NeedProblem = {
  code: 'ESP2248',
  found: "'maxGigabytes' is for a serverless cache, and 'nodeType' is for a cache with nodes.",
  expected: 'One of the two: the memory of nodes is their limit.',
  remedy: "Remove 'maxGigabytes', or 'nodeType' for a serverless cache.",
};

function illegalName(cache: string): NeedProblem {
  return {
    code: 'ESP2248',
    found: `The cache would be called '${cache}'.`,
    expected: 'ElastiCache requires a letter first, and no two hyphens in a row.',
    remedy: 'Rename the app or the platform.',
  };
}
