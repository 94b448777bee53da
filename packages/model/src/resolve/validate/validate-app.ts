import { isMapping } from '../../data/index.ts';
import type { AppDefinition, Definitions, LocatedApp, ReleaseDefinition } from '../../definition/index.ts';
import {
  checkEach,
  unknownReference,
  validate,
  withReferences,
  type Checked,
  type Problem,
} from '../../problem/index.ts';
import { appSchema, releaseSchema } from '../../schema/index.ts';
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
  { platform, environments }: Pick<Definitions, 'platform' | 'environments'>,
): Checked<ValidApp | undefined> {
  const { value: definition, ...app } = withReferences(
    validate<AppDefinition>(appSchema, located.value, located.file),
    'owner',
    keysOf(platform.value, 'owners'),
  );
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

/** Keys of a mapping in a definition before its validation. */
export function keysOf(definition: unknown, key: string): readonly string[] {
  const mapping: unknown = Reflect.get(Object(definition), key);
  return isMapping(mapping) ? Object.keys(mapping) : [];
}
