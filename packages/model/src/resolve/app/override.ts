import type { AppDefinition, LocatedApp } from '../../definition/index.ts';
import { validate, type Checked, type Problem } from '../../problem/index.ts';
import { appSchema } from '../../schema/index.ts';
import { mergeOverride } from '../../data/index.ts';

/** Fields that are the same in every environment; an override may not change them. */
const fixedKeys = ['namespace', 'owner', 'workload', 'environments'] as const;

/** Merges an environment's override over an app and checks the result; problems point into the override. */
export function overriddenApp(
  located: LocatedApp,
  app: AppDefinition,
  environment: string,
): Checked<AppDefinition | undefined> {
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
      expected: 'The namespace, workload and owner of an app are the same in every environment.',
      remedy: 'Remove it from the override.',
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
