import { formatPath, type Problem } from '../../problem/index.ts';
import type { AppInEnvironment } from './app.ts';
import { resolveNeeds } from '../need/index.ts';

/** What must hold of the databases that an app asks for, beyond how long their names are. */
export function checkDatabases(app: AppInEnvironment): readonly Problem[] {
  return [...databasesSpread(app), ...databaseNamesAreLegal(app)];
}

/** An environment that spreads its data does so for every database, but for those that say why not. */
function databasesSpread({ file, definition, environment }: AppInEnvironment): readonly Problem[] {
  return Object.entries(definition.needs ?? {}).flatMap(([name, need]): readonly Problem[] => {
    if (need.kind !== 'postgres') return [];
    const { multiZone, because } = need;
    const place = { code: 'ESP2223' as const, file, path: formatPath(['needs', name]) };
    if (multiZone === false && environment.data.multiZone && because === undefined) {
      return [
        {
          ...place,
          found: `The database keeps to one zone in ${environment.name}, and nothing says why.`,
          expected: `Databases of ${environment.name} have a standby in a second zone: data.multiZone is true there.`,
          remedy: "Take 'multiZone' out, or add the reason in 'because'.",
        },
      ];
    }
    if (multiZone !== false && because !== undefined) {
      return [
        {
          ...place,
          found: `'because' is the reason for one zone, and the database does not ask for one zone.`,
          expected: "A reason beside 'multiZone: false', and nowhere else.",
          remedy: "Take 'because' out, or say 'multiZone: false'.",
        },
      ];
    }
    return [];
  });
}

/**
 * Words that PostgreSQL keeps for itself, which RDS takes for no database.
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

/** Databases and users that are there before anybody asks. */
const taken = 'none postgres public rdsadmin template0 template1';

const unusable: ReadonlySet<string> = new Set(`${reservedWords} ${taken}`.split(' '));

/**
 * The rules of RDS for identifiers and databases, and of PostgreSQL for users.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
function databaseNamesAreLegal({
  file,
  name,
  definition,
  environment,
  platform,
}: AppInEnvironment): readonly Problem[] {
  const owner = { platform: platform.name, environment, namespace: definition.namespace, owner: name };
  return resolveNeeds(definition.needs ?? {}, owner).flatMap((need): readonly Problem[] => {
    if (need.kind !== 'postgres') return [];
    const place = { code: 'ESP2228' as const, file, path: formatPath(['needs', need.name]) };
    const problems: Problem[] = [];
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(need.instance)) {
      problems.push({
        ...place,
        found: `The RDS instance would be called '${need.instance}'.`,
        expected: 'RDS wants a letter first, and no two hyphens in a row.',
        remedy: 'Rename the app or the platform.',
      });
    }
    if (!/^[a-z]/.test(need.database) || /^(pg|rds)_/.test(need.database) || unusable.has(need.database)) {
      problems.push({
        ...place,
        found: `The database and its user would be called '${need.database}', after the app.`,
        expected:
          "A name that starts with a letter and not with 'pg_' or 'rds_', and is no word that PostgreSQL reserves.",
        remedy: 'Rename the folder of the app, or give the database to another app.',
      });
    }
    return problems;
  });
}
