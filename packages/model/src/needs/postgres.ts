import { z } from 'zod';
import { postgresVersions, rdsInstanceClasses } from '../aws/rds-instance-class.ts';
import { closest } from '../problem/closest.ts';
import { strict } from '../schema/strict.ts';
import { byteQuantity } from '../schema/quantity.ts';

/** A PostgreSQL database of one's own on RDS. A need called `database` injects `DATABASE_HOST`, `_PORT`, `_NAME` and `_USER`. */
export interface PostgresNeed {
  readonly kind: 'postgres';
  /** Size of the volume as a Kubernetes quantity, such as `50Gi`; RDS grows it up to four times that. */
  readonly storage: string;
  /** RDS instance class. @default 'db.t4g.medium' */
  readonly instanceClass?: string | undefined;
  /** Major version of PostgreSQL. @default '17' */
  readonly version?: string | undefined;
  /** Whether a standby runs in a second zone; `false` where the environment has `true` only with `because`. @default the environment's */
  readonly multiZone?: boolean | undefined;
  /** Why the database keeps to one zone in an environment that spreads its data. */
  readonly because?: string | undefined;
}

export const postgresSchema = strict({
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

/** Asks for a PostgreSQL database of the environment; pods log in with IAM authentication through their own role. */
export function postgres(options: Omit<PostgresNeed, 'kind'>): PostgresNeed {
  return { kind: 'postgres', ...options };
}
