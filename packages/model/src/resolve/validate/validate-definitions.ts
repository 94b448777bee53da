import type {
  ChartVersions,
  ClusterDefinition,
  Definitions,
  EnvironmentDefinition,
  Located,
  PlatformDefinition,
} from '../../definition/index.ts';
import {
  checkEach,
  problemsOf,
  unknownReference,
  validate,
  withReferences,
  type Checked,
  type Problem,
} from '../../problem/index.ts';
import {
  chartVersionsSchema,
  clusterSchema,
  environmentSchema,
  helmValuesSchema,
  platformSchema,
} from '../../schema/index.ts';
import { inAddonFiles } from '../addon/index.ts';
import { nameIsLegal } from './names.ts';
import { keysOf, validateApp, type ValidApp } from './validate-app.ts';

/**
 * The definitions that are valid on their own. Invalid ones are omitted; `definitions` still has their names.
 */
export interface ValidDefinitions {
  readonly platform: PlatformDefinition;
  readonly environments: Readonly<Record<string, EnvironmentDefinition>>;
  readonly clusters: Readonly<Record<string, ClusterDefinition>>;
  readonly apps: Readonly<Record<string, ValidApp>>;
  readonly chartVersions: Located<ChartVersions> | undefined;
  readonly definitions: Definitions;
}

/** Checks every definition against its schema and its name. The value is `undefined` without a valid platform. */
export function validateDefinitions(definitions: Definitions): Checked<ValidDefinitions | undefined> {
  const { file } = definitions.platform;
  const platform = validate<PlatformDefinition>(platformSchema, definitions.platform.value, file);
  const environments = checkEach(definitions.environments, (environment, name) =>
    validateEnvironment(environment, name, keysOf(definitions.platform.value, 'accounts')),
  );
  const clusters = checkEach(definitions.clusters, (cluster, name) => validateCluster(cluster, name, definitions));
  const apps = checkEach(definitions.apps, (app, name) => validateApp(app, name, definitions));
  const overlays = definitions.overlays.map((overlay) => validate(helmValuesSchema, overlay.value, overlay.file));
  const chartVersions = validateChartVersions(definitions.chartVersions);
  const problems = problemsOf(platform, environments, clusters, apps, ...overlays, chartVersions);
  if (platform.value === undefined) return { value: undefined, problems };
  return {
    value: {
      platform: platform.value,
      environments: environments.value,
      clusters: clusters.value,
      apps: apps.value,
      chartVersions: chartVersions.value,
      definitions,
    },
    problems: [...problems, ...ownersExist(platform.value, apps.value)],
  };
}

function validateEnvironment(
  { file, value }: Located<EnvironmentDefinition>,
  name: string,
  accounts: readonly string[],
): Checked<EnvironmentDefinition | undefined> {
  const valid = validate<EnvironmentDefinition>(environmentSchema, value, file);
  const environment = withReferences(valid, 'account', accounts);
  return { ...environment, problems: [...nameIsLegal('environment', name, file), ...environment.problems] };
}

function validateCluster(
  { file, value }: Located<ClusterDefinition>,
  name: string,
  definitions: Definitions,
): Checked<ClusterDefinition | undefined> {
  const valid = validate<ClusterDefinition>(clusterSchema, value, file);
  const cluster = withReferences(valid, 'environment', Object.keys(definitions.environments));
  const addons: unknown = Reflect.get(Object(value), 'addons');
  return {
    ...cluster,
    problems: [...nameIsLegal('cluster', name, file), ...inAddonFiles(cluster.problems, addons, definitions)],
  };
}

function validateChartVersions(versions: Definitions['chartVersions']): Checked<Located<ChartVersions> | undefined> {
  if (versions === undefined) return { value: undefined, problems: [] };
  const { value, problems } = validate<ChartVersions>(chartVersionsSchema, versions.value, versions.file);
  return { value: value && versions, problems };
}

function ownersExist({ owners }: PlatformDefinition, apps: ValidDefinitions['apps']): readonly Problem[] {
  return Object.values(apps).flatMap(({ located: { file }, definition: { owner } }) =>
    owner in owners ? [] : [unknownReference('an owner', owner, Object.keys(owners), { file, path: 'owner' })],
  );
}
