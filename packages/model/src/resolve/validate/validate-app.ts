import { isMapping } from '../../data/merge.ts';
import type { AppDefinition } from '../../definition/app.ts';
import type { Definitions, LocatedApp } from '../../definition/definitions.ts';
import type { ReleaseDefinition } from '../../definition/release.ts';
import { checkEach, type Checked } from '../../problem/checked.ts';
import type { Problem } from '../../problem/problem.ts';
import { validate } from '../../problem/schema-problems.ts';
import { unknownReference } from '../../problem/unknown-reference.ts';
import { appSchema } from '../../schema/app.ts';
import { releaseSchema } from '../../schema/release.ts';
import { nameIsLegal } from './names.ts';

/** An app without its overrides, and its releases by environment. */
export interface ValidApp {
  readonly located: LocatedApp;
  readonly definition: AppDefinition;
  readonly releases: Readonly<Record<string, ReleaseDefinition>>;
}

/** Checks an app without its overrides, its releases, and that both are for environments that exist. */
export function validateApp(
  located: LocatedApp,
  name: string,
  environments: Definitions['environments'],
): Checked<ValidApp | undefined> {
  const { value: definition, ...app } = validate<AppDefinition>(appSchema, located.value, located.file);
  const releases = checkEach(located.releases, ({ value, file }) =>
    validate<ReleaseDefinition>(releaseSchema, value, file),
  );
  return {
    value: definition && { located, definition, releases: releases.value },
    problems: [
      ...nameIsLegal('app', name, located.file),
      ...app.problems,
      ...environmentsExist(located, environments),
      ...releases.problems,
    ],
  };
}

function environmentsExist(
  { file, value, releases }: LocatedApp,
  environments: Definitions['environments'],
): readonly Problem[] {
  const overrides: unknown = Reflect.get(Object(value), 'environments');
  const named = [
    ...Object.entries(releases).map(([environment, release]) => ({ environment, file: release.file, path: '' })),
    ...Object.keys(isMapping(overrides) ? overrides : {}).map((environment) => ({
      environment,
      file,
      path: `environments.${environment}`,
    })),
  ];
  return named.flatMap(({ environment, ...place }) =>
    environment in environments
      ? []
      : [unknownReference('an environment', environment, Object.keys(environments), place)],
  );
}
