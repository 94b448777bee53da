import type { ChartVersions } from '../definition/chart-versions.ts';
import type { ClusterDefinition } from '../definition/cluster.ts';
import type { Definitions, LocatedApp } from '../definition/definitions.ts';
import type { EnvironmentDefinition } from '../definition/environment.ts';
import type { PlatformDefinition } from '../definition/platform.ts';
import { once } from '../problem/once.ts';
import * as names from '../names/index.ts';
import type { Problem } from '../problem/problem.ts';
import { validate } from '../problem/schema-problems.ts';
import type { ResolvedApp } from '../resolved/resolved-app.ts';
import type { ResolvedAccount, ResolvedCluster, ResolvedPlatform } from '../resolved/resolved-platform.ts';
import { helmValuesSchema } from '../schema/addon.ts';
import { chartVersionsSchema } from '../schema/chart-versions.ts';
import { clusterSchema } from '../schema/cluster.ts';
import { environmentSchema } from '../schema/environment.ts';
import { platformSchema } from '../schema/platform.ts';
import { dnsLabel } from '../schema/text.ts';
import { checkApp } from './app-rules.ts';
import { resolveApp, type AppInEnvironment } from './app.ts';
import { reservedApplications } from './applications.ts';
import { chartVersionsAreUsed } from './chart-versions.ts';
import { claimsAreUnique } from './claims.ts';
import type { DeployedApp } from './cluster-input.ts';
import { resolveCluster, resolveNodeGroups } from './cluster.ts';
import { resolveEnvironment } from './environment.ts';
import { deepFreeze } from './freeze.ts';
import { domainsAreUnique, hostsFitCertificates, hostsLieInTheirDomain } from './host-rules.ts';
import { networksHoldTheirNodes } from './network-size.ts';
import { inAddonFiles } from './own-addon.ts';
import { overriddenApp, validApp, validReleases } from './override.ts';
import { placementOn } from './placement.ts';
import {
  accountsAreSound,
  environmentNamesFit,
  networksAreDisjoint,
  overlaysAreUsed,
  unknownReference,
  withReferences,
} from './platform-rules.ts';

/** What resolving gives: a platform, or all that is wrong. */
export type Resolution =
  | { readonly platform: ResolvedPlatform; readonly problems: readonly [] }
  | { readonly platform: undefined; readonly problems: readonly Problem[] };

/**
 * Checks everything that was read, fills every default, and gives the whole model as frozen plain data.
 *
 * The only place that fills defaults. All problems are reported together; what is invalid is left out of further
 * checks, but its name stays known, so that one mistake is told once.
 */
export function resolve(definitions: Definitions): Resolution {
  const problems: Problem[] = [];
  const check = <Value>(result: {
    readonly value: Value | undefined;
    readonly problems: readonly Problem[];
  }): Value | undefined => {
    problems.push(...result.problems);
    return result.value;
  };

  const { file } = definitions.platform;
  const platform = check(validate<PlatformDefinition>(platformSchema, definitions.platform.value, file));
  const environmentDefinitions = mapDefined(definitions.environments, (located, name) => {
    problems.push(...nameProblems('environment', name, located.file, 20));
    const result = validate<EnvironmentDefinition>(environmentSchema, located.value, located.file);
    return check(withReferences(result, 'account', keysOf(definitions.platform.value, 'accounts')));
  });
  const clusterDefinitions = mapDefined(definitions.clusters, (located, name) => {
    problems.push(...nameProblems('cluster', name, located.file, 30));
    if (name === names.sharedPlans) problems.push(reservedName(name, located.file, [names.sharedPlans]));
    const validated = validate<ClusterDefinition>(clusterSchema, located.value, located.file);
    const cluster = withReferences(validated, 'environment', Object.keys(definitions.environments));
    const addons: unknown = Reflect.get(Object(located.value), 'addons');
    return check({ ...cluster, problems: inAddonFiles(cluster.problems, addons, definitions) });
  });
  const apps = mapDefined(definitions.apps, (located, name) => {
    problems.push(...nameProblems('app', name, located.file, 63));
    if (reservedApplications.some((reserved) => reserved === name)) {
      problems.push(reservedName(name, located.file, reservedApplications));
    }
    const owners = keysOf(definitions.platform.value, 'owners');
    const definition = check(withReferences(validApp(located), 'owner', owners));
    const releases = check(validReleases(located, definitions.environments));
    return definition === undefined || releases === undefined ? undefined : { located, definition, releases };
  });
  for (const overlay of definitions.overlays) check(validate(helmValuesSchema, overlay.value, overlay.file));
  const versions = definitions.chartVersions;
  const chartVersions = versions && check(validate<ChartVersions>(chartVersionsSchema, versions.value, versions.file));
  if (platform === undefined) return { platform: undefined, problems };

  problems.push(...accountsAreSound(platform, file));
  const accounts = resolveAccounts(platform);
  const registry = Object.values(accounts).find((account) => account.role === 'registry');
  const environments = mapDefined(environmentDefinitions, (definition, name) => {
    const account = accounts[definition.account];
    if (account !== undefined) return resolveEnvironment(name, definition, account, platform.domain);
    const place = { file: definitions.environments[name]?.file ?? '', path: 'account' };
    problems.push(unknownReference('an account', definition.account, Object.keys(accounts), place));
    return undefined;
  });
  problems.push(...networksAreDisjoint(environments, definitions));
  problems.push(...domainsAreUnique(environments, definitions));
  problems.push(...environmentNamesFit(platform.name, environments, definitions));
  for (const { located, definition } of Object.values(apps)) {
    if (definition.owner in platform.owners) continue;
    const place = { file: located.file, path: 'owner' };
    problems.push(unknownReference('an owner', definition.owner, Object.keys(platform.owners), place));
  }
  if (registry === undefined) return { platform: undefined, problems };

  const appsByEnvironment = mapDefined(environments, (environment) =>
    Object.entries(apps).flatMap(([name, { located, definition, releases }]): readonly AppInEnvironment[] => {
      const release = releases[environment.name];
      const merged = release && check(overriddenApp(located, definition, environment.name));
      if (release === undefined || merged === undefined) return [];
      const chart = chartOf(located);
      problems.push(...chart.problems);
      const app = { name, file: located.file, definition: merged, release, environment, platform, registry };
      return [{ ...app, chart: chart.value }];
    }),
  );
  const all = new Map(Object.keys(definitions.apps).map((name) => [name, apps[name]?.definition] as const));
  for (const [environment, deployed] of Object.entries(appsByEnvironment)) {
    const merged = new Map(deployed.map(({ name, definition }) => [name, definition]));
    const there = new Map(
      Object.entries(definitions.apps).flatMap(([name, { releases }]) =>
        environment in releases ? [[name, merged.get(name)] as const] : [],
      ),
    );
    for (const app of deployed) problems.push(...checkApp(app, there, all));
  }

  const deployments = mapDefined(appsByEnvironment, (released) => released.map((app) => resolveApp(app)));
  problems.push(
    ...hostsLieInTheirDomain(
      deployments,
      environments,
      (environment, app) => appsByEnvironment[environment]?.find(({ name }) => name === app)?.definition.ingress?.host,
    ),
  );
  problems.push(...hostsFitCertificates(deployments, environments));
  problems.push(...networksHoldTheirNodes(environments, clusterDefinitions, definitions));
  const shared = new Map<string, ResolvedApp>();
  const clusters = mapDefined(clusterDefinitions, (definition, name): ResolvedCluster | undefined => {
    const located = definitions.clusters[name];
    const environment = environments[definition.environment];
    if (located === undefined) return undefined;
    if (environment === undefined) {
      if (!(definition.environment in definitions.environments)) {
        const place = { file: located.file, path: 'environment' };
        problems.push(
          unknownReference('an environment', definition.environment, Object.keys(definitions.environments), place),
        );
      }
      return undefined;
    }
    const nodeGroups = resolveNodeGroups(definition);
    const deployed = (appsByEnvironment[environment.name] ?? []).flatMap((app, index): readonly DeployedApp[] => {
      const deployment = deployments[environment.name]?.[index];
      if (deployment === undefined) return [];
      const group = nodeGroups[app.definition.nodeGroup ?? 'general'];
      const placement = group === undefined ? { nodeSelector: {}, tolerations: [] } : placementOn(group);
      const key = JSON.stringify([environment.name, app.name, placement]);
      const resolved = shared.get(key) ?? deepFreeze({ ...deployment, placement });
      shared.set(key, resolved);
      return [{ app: resolved, definition: app.definition }];
    });
    const resolved = resolveCluster({
      name,
      file: located.file,
      definition,
      environment,
      platform,
      registry,
      definitions,
      apps: deployed,
    });
    problems.push(...inAddonFiles(resolved.problems, definition.addons, definitions));
    return resolved.cluster;
  });
  problems.push(
    ...claimsAreUnique({
      platform: platform.name,
      accounts,
      environments,
      deployments,
      clusters,
      fileOf: {
        environment: (name) => definitions.environments[name]?.file ?? '',
        cluster: (name) => definitions.clusters[name]?.file ?? '',
      },
      platformFile: file,
    }),
  );
  const addonsByCluster = new Map(
    Object.entries(clusterDefinitions).map(([name, { addons = [] }]) => [name, addons.map((addon) => addon.name)]),
  );
  const chartsByCluster = new Map(
    Object.entries(clusterDefinitions).map(([name, { addons = [] }]) => [
      name,
      addons.flatMap(({ chart }) => (chart === undefined ? [] : [chart.name])),
    ]),
  );
  if (Object.keys(clusterDefinitions).length === Object.keys(definitions.clusters).length) {
    problems.push(...overlaysAreUsed(definitions, addonsByCluster));
    if (chartVersions !== undefined) problems.push(...chartVersionsAreUsed(versions, chartsByCluster));
  }
  if (problems.length > 0) return { platform: undefined, problems: once(problems) };

  return {
    platform: deepFreeze({
      name: platform.name,
      repository: platform.repository,
      revision: platform.revision ?? 'refs/heads/main',
      domain: platform.domain,
      owners: platform.owners,
      accounts,
      registry,
      environments,
      apps: Object.keys(apps).sort(),
      deployments,
      clusters,
    }),
    problems: [],
  };
}

/** Keys of a mapping in a definition that may be anything. */
function keysOf(definition: unknown, key: string): readonly string[] {
  const mapping: unknown = Reflect.get(Object(definition), key);
  return typeof mapping === 'object' && mapping !== null ? Object.keys(mapping) : [];
}

function resolveAccounts(platform: PlatformDefinition): Readonly<Record<string, ResolvedAccount>> {
  return mapDefined(platform.accounts, ({ id, role = 'workload', region = 'us-east-1' }, name) => ({
    name,
    id,
    role,
    region,
  }));
}

/** Maps the values of a record in the order of their names; `undefined` leaves an entry out. */
function mapDefined<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, name: string) => To | undefined,
): Readonly<Record<string, To>> {
  const entries = Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    entries.flatMap(([name, value]) => {
      const mapped = map(value, name);
      return mapped === undefined ? [] : [[name, mapped] as const];
    }),
  );
}

function nameProblems(what: string, name: string, file: string, length: number): readonly Problem[] {
  return validate<string>(dnsLabel(length), name, file).problems.map((problem) => ({
    ...problem,
    code: 'ESP2003',
    found: `'${name}' cannot be the name of ${what === 'cluster' ? 'a' : 'an'} ${what}.`,
    remedy: `Rename ${file.endsWith(`${name}.ts`) ? 'the file' : 'the folder'}.`,
  }));
}

function reservedName(name: string, file: string, reserved: readonly string[]): Problem {
  return {
    code: 'ESP2003',
    file,
    path: '',
    found: `'${name}' is a directory of the tree with a meaning of its own.`,
    expected: `Expected a name other than ${reserved.join(', ')}.`,
    remedy: 'Rename the folder.',
  };
}

function chartOf({ chart }: LocatedApp): {
  readonly value: ((chart: unknown, app: ResolvedApp) => void) | undefined;
  readonly problems: readonly Problem[];
} {
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
