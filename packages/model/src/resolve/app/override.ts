import type { AppDefinition } from '../../definition/app.ts';
import type { Definitions, LocatedApp } from '../../definition/definitions.ts';
import type { ReleaseDefinition } from '../../definition/release.ts';
import type { Problem } from '../../problem/problem.ts';
import { validate } from '../../problem/schema-problems.ts';
import { appSchema } from '../../schema/app.ts';
import { releaseSchema } from '../../schema/release.ts';
import { isMapping, mergeOverride } from '../../data/merge.ts';
import { unknownReference } from '../platform/platform-rules.ts';

interface Checked<Value> {
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
}

/** What is the same in every environment; an override may not say it differently. */
const fixedKeys = ['namespace', 'owner', 'workload', 'environments'] as const;

/** Checks an app without its overrides. */
export function validApp(located: LocatedApp): Checked<AppDefinition> {
  return validate<AppDefinition>(appSchema, located.value, located.file);
}

/** Merges an environment's override over an app and checks what came of it; problems point into the override. */
export function overriddenApp(located: LocatedApp, app: AppDefinition, environment: string): Checked<AppDefinition> {
  const override = app.environments?.[environment];
  if (override === undefined) return { value: app, problems: [] };
  const at = (path: string): string => `environments.${environment}${path === '' ? '' : `.${path}`}`;
  const fixed = fixedKeys
    .filter((key) => key in override)
    .map((key): Problem => ({
      code: 'ESP2106',
      file: located.file,
      path: at(key),
      found: `'${key}' cannot differ between environments.`,
      expected: 'Where an app stands, how it runs and who owns it is the same everywhere.',
      remedy: 'Take it out of the override.',
    }));
  if (fixed.length > 0) return { value: undefined, problems: fixed };
  const merged = validate<AppDefinition>(
    appSchema,
    mergeOverride({ ...app, environments: undefined }, override),
    located.file,
  );
  return {
    value: merged.value,
    problems: merged.problems.map((problem) => ({ ...problem, path: at(problem.path) })),
  };
}

/** Checks an app's releases, and that they and its overrides are for environments that exist. */
export function validReleases(
  located: LocatedApp,
  environments: Definitions['environments'],
): Checked<Readonly<Record<string, ReleaseDefinition>>> {
  const problems: Problem[] = [];
  const releases = Object.entries(located.releases).flatMap(([environment, release]) => {
    if (!(environment in environments)) {
      problems.push(
        unknownReference('an environment', environment, Object.keys(environments), { file: release.file, path: '' }),
      );
    }
    const checked = validate<ReleaseDefinition>(releaseSchema, release.value, release.file);
    problems.push(...checked.problems);
    return checked.value === undefined ? [] : [[environment, checked.value] as const];
  });
  const overrides: unknown = Reflect.get(Object(located.value), 'environments');
  for (const environment of isMapping(overrides) ? Object.keys(overrides) : []) {
    if (environment in environments) continue;
    const place = { file: located.file, path: `environments.${environment}` };
    problems.push(unknownReference('an environment', environment, Object.keys(environments), place));
  }
  return { value: Object.fromEntries(releases), problems };
}
