import type { LocatedApp } from '../../definition/index.ts';
import { mapDefined } from '../../data/index.ts';
import { checkEach, together, type Checked, type Problem } from '../../problem/index.ts';
import type { ResolvedApp, ResolvedEnvironment } from '../../resolved/index.ts';
import type { Environments } from '../environment/environments.ts';
import type { ValidApp, ValidDefinitions } from '../validate/index.ts';
import { checkApp } from './app-rules.ts';
import { resolveApp, type AppInEnvironment, type Deployments } from './app.ts';
import { checkHosts } from './host-rules.ts';
import { overriddenApp } from './override.ts';

/** Fills the defaults of every app in each environment that it is released to, and checks it there. */
export function resolveDeployments(
  { platform, apps, definitions }: ValidDefinitions,
  { environments, registry }: Environments,
): Checked<Deployments> {
  const released = checkEach(environments, (environment) =>
    together(Object.entries(apps).map(([name, app]) => releasedApp(name, app, { environment, platform, registry }))),
  );
  const deployments = mapDefined(released.value, (there) => there.map((app) => ({ app, deployment: resolveApp(app) })));
  const all = new Map(Object.keys(definitions.apps).map((name) => [name, apps[name]?.definition]));
  const appProblems = Object.entries(released.value).flatMap(([environment, there]) => {
    const merged = new Map(there.map(({ name, definition }) => [name, definition]));
    const namesThere = Object.keys(definitions.apps).filter(
      (name) => environment in (definitions.apps[name]?.releases ?? {}),
    );
    const deployed = new Map(namesThere.map((name) => [name, merged.get(name)]));
    return there.flatMap((app) => checkApp(app, { deployed, all }));
  });
  return {
    value: deployments,
    problems: [...released.problems, ...appProblems, ...checkHosts(deployments, environments)],
  };
}

/** An app with an environment's override; `undefined` if it is not released there or invalid. */
function releasedApp(
  name: string,
  { located, definition, releases }: ValidApp,
  place: { readonly environment: ResolvedEnvironment } & Pick<AppInEnvironment, 'platform' | 'registry'>,
): Checked<AppInEnvironment | undefined> {
  const release = releases[place.environment.name];
  if (release === undefined) return { value: undefined, problems: [] };
  const merged = overriddenApp(located, definition, place.environment.name);
  if (merged.value === undefined) return { value: undefined, problems: merged.problems };
  const chart = chartOf(located);
  return {
    value: { name, file: located.file, definition: merged.value, release, ...place, chart: chart.value },
    problems: chart.problems,
  };
}

function chartOf({ chart }: LocatedApp): Checked<AppInEnvironment['chart']> {
  if (chart === undefined) return { value: undefined, problems: [] };
  const { value, file } = chart;
  if (isChart(value)) return { value, problems: [] };
  const problem: Problem = {
    code: 'ESP2001',
    file,
    path: 'default',
    found: 'The default export is not a function.',
    expected: 'Expected a function of a cdk8s Chart and the resolved app.',
    remedy: 'Export (chart: Chart, app: ResolvedApp) => { … } by default.',
  };
  return { value: undefined, problems: [problem] };
}

function isChart(value: unknown): value is (chart: unknown, app: ResolvedApp) => void {
  return typeof value === 'function';
}
