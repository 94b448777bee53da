import { z } from 'zod';
import { postgresVersions, rdsInstanceClasses } from '../aws/index.ts';
import * as names from '../names/index.ts';
import { closest } from '../problem/index.ts';
import { byteQuantity, parseQuantity, strict } from '../schema-parts/index.ts';
import { ownSecret, secretFromStore, secretNames } from './need-parts.ts';
import type { NeedProblem, NeedPlace, NeedRecord, ResolvedBase } from './need-record.ts';

/** A PostgreSQL database on RDS. A need called `database` injects `DATABASE_HOST`, `_PORT`, `_NAME` and `_USER`. */
export interface PostgresNeed {
  readonly kind: 'postgres';
  /** Size of the volume as a Kubernetes quantity, such as `50Gi`; RDS grows it up to four times that. */
  readonly storage: string;
  /** RDS instance class. @default 'db.t4g.medium' */
  readonly instanceClass?: string | undefined;
  /** Major version of PostgreSQL. @default '17' */
  readonly version?: string | undefined;
  /**
   * Whether a standby runs in a second zone. `false` needs `because` if the environment has `true`. @default the
   * environment's
   */
  readonly multiZone?: boolean | undefined;
  /** Why the database runs in one zone although the environment uses two. */
  readonly because?: string | undefined;
}

export interface ResolvedPostgres extends ResolvedBase<'postgres'> {
  /** Size of the volume at first; RDS grows it up to four times that. */
  readonly storageGibibytes: number;
  readonly instanceClass: string;
  readonly version: string;
  /** RDS identifier of the instance. */
  readonly instance: string;
  /** Name of the database in it, and of its user for the owner's pods. */
  readonly database: string;
  readonly user: string;
  /** Whether a standby runs in a second zone. */
  readonly multiZone: boolean;
  /** Secrets Manager path of host, port, database and user. */
  readonly secretPath: string;
}

const schema = strict({
  kind: z.literal('postgres'),
  storage: byteQuantity({ atLeast: '20Gi', atMost: '64Ti' }),
  instanceClass: z
    .string('an instance class of RDS for PostgreSQL such as db.t4g.medium')
    .superRefine((name, context) => {
      if (rdsInstanceClasses.includes(name)) return;
      const example = closest(name, rdsInstanceClasses) ?? 'db.t4g.medium';
      context.addIssue({ code: 'custom', message: `an instance class of RDS for PostgreSQL such as ${example}` });
    })
    .optional(),
  version: z
    .enum(postgresVersions, `a major version of PostgreSQL as text, one of ${postgresVersions.join(', ')}`)
    .optional(),
  multiZone: z.boolean().optional(),
  because: z.string('the reason').min(1, 'the reason').optional(),
}) satisfies z.ZodType<PostgresNeed>;

/** Requests a PostgreSQL database in the environment; pods log in with IAM authentication through their own role. */
export function postgres(options: Omit<PostgresNeed, 'kind'>): PostgresNeed {
  return { kind: 'postgres', ...options };
}

const port = 5432;

export const postgresRecord: NeedRecord<PostgresNeed, ResolvedPostgres> = {
  schema,
  resolve: (asked, place) => ({
    storageGibibytes: Math.ceil((parseQuantity(asked.storage) ?? 0) / 2 ** 30),
    instanceClass: asked.instanceClass ?? 'db.t4g.medium',
    version: asked.version ?? '17',
    instance: names.needName(ownSecret(place)),
    database: names.databaseName(place.owner),
    user: names.databaseName(place.owner),
    multiZone: asked.multiZone ?? place.environment.data.multiZone,
    secretPath: names.secretPath(ownSecret(place)),
  }),
  check: (asked, need, { environment }) => [...zoneProblems(asked, environment), ...nameProblems(need)],
  names: (need, owner) => [
    {
      what: 'RDS instance',
      name: need.instance,
      atMost: 63,
      unique: { among: 'RDS instance', within: 'account and region' },
    },
    { what: 'Job', name: names.databaseUserJob(owner, need.name, 'x'.repeat(64)), atMost: 63 },
    ...secretNames(need),
  ],
  nameInAws: ({ secretPath }) => secretPath,
  receive(need) {
    const prefix = names.camelCaseToEnvironmentPrefix(need.name);
    return {
      // No password: pods log in with IAM authentication. Only AWS knows the host, so all four values come from a
      // secret.
      environment: [
        { name: `${prefix}_HOST`, value: { secretKey: 'host' } },
        { name: `${prefix}_PORT`, value: { secretKey: 'port' } },
        { name: `${prefix}_NAME`, value: { secretKey: 'database' } },
        { name: `${prefix}_USER`, value: { secretKey: 'user' } },
      ],
      // The last key is for the Job that creates the user.
      secret: secretFromStore(need, ['host', 'port', 'database', 'user', 'masterSecretArn']),
      directory: undefined,
    };
  },
  reachedOn: { dataTierPort: port },
  iamService: 'rds-db',
  yieldsSecret: true,
  isShareable: false,
  appsOnly: {
    code: 'ESP2227',
    what: 'a database',
    expected: 'Databases belong to apps: for an addon, nothing would create the database user.',
    remedy: 'Install the software as an app, or let the chart bring its own database.',
  },
  databaseUser: ({ instance, database, user }) => ({ instance, database, user, port }),
};

/** In an environment with `multiZone`, every database has a standby, except those with a reason. */
function zoneProblems(
  { multiZone, because }: PostgresNeed,
  environment: NeedPlace['environment'],
): readonly NeedProblem[] {
  if (multiZone === false && environment.data.multiZone && because === undefined) {
    return [
      {
        code: 'ESP2223',
        found: `The database runs in one zone in ${environment.name}, without a reason.`,
        expected: `Databases of ${environment.name} have a standby in a second zone: data.multiZone is true there.`,
        remedy: "Remove 'multiZone', or add the reason in 'because'.",
      },
    ];
  }
  if (multiZone === false || because === undefined) return [];
  return [
    {
      code: 'ESP2223',
      found: `'because' is the reason for one zone, but the database is not set to one zone.`,
      expected: "A reason only together with 'multiZone: false'.",
      remedy: "Remove 'because', or add 'multiZone: false'.",
    },
  ];
}

/**
 * Reserved words of PostgreSQL, which RDS refuses as database names.
 *
 * @see https://www.postgresql.org/docs/current/sql-keywords-appendix.html
 */
const reservedWords =
  'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create ' +
  'current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc ' +
  'distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral ' +
  'leading limit localtime localtimestamp not null offset on only or order placing primary references returning select ' +
  'session_user some symmetric system_user table then to trailing true union unique user using variadic when where ' +
  'window with';

/** Databases and users that exist from the start. */
const taken = 'none postgres public rdsadmin template0 template1';

const unusable: ReadonlySet<string> = new Set(`${reservedWords} ${taken}`.split(' '));

/**
 * The rules of RDS for identifiers and databases, and of PostgreSQL for users.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
function nameProblems({ instance, database }: ResolvedPostgres): readonly NeedProblem[] {
  const isIdentifier = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(instance);
  const isUsable = /^[a-z]/.test(database) && !/^(pg|rds)_/.test(database) && !unusable.has(database);
  return [
    ...(isIdentifier
      ? []
      : [
          {
            code: 'ESP2228' as const,
            found: `The RDS instance would be called '${instance}'.`,
            expected: 'RDS requires a letter first, and no two hyphens in a row.',
            remedy: 'Rename the app or the platform.',
          },
        ]),
    ...(isUsable
      ? []
      : [
          {
            code: 'ESP2228' as const,
            found: `The database and its user would be called '${database}', after the app.`,
            expected:
              "A name that starts with a letter and not with 'pg_' or 'rds_', and is not a reserved word of PostgreSQL.",
            remedy: 'Rename the folder of the app, or move the need to another app.',
          },
        ]),
  ];
}
