import { resolveRiskBudget } from '../risk-budget/index.ts';
import { deepFreeze, mapDefined } from '../data/index.ts';
import type { AddonDefinition } from '../definition/index.ts';
import type { Checked, Problem } from '../problem/index.ts';
import type { ResolvedCluster, ResolvedPlatform } from '../resolved/index.ts';
import type { Deployments } from './app/index.ts';
import { claimsAreUnique } from './claims/claims.ts';
import type { Environments } from './environment/environments.ts';
import { chartVersionsAreUsed, overlaysAreUsed } from './overlays/index.ts';
import type { ValidDefinitions } from './validate/index.ts';

/** The parts of a platform. */
interface PlatformParts {
  readonly valid: ValidDefinitions;
  readonly environments: Environments;
  readonly deployments: Deployments;
  readonly clusters: Readonly<Record<string, ResolvedCluster>>;
}

/** Rules for a platform as a whole. */
const rules = [namesAreUnique, overlaysHaveAddons, versionsHaveCharts] as const satisfies readonly ((
  parts: PlatformParts,
) => readonly Problem[])[];

/** Assembles the platform, freezes it, and checks it as a whole. */
export function resolvePlatform(parts: PlatformParts): Checked<ResolvedPlatform> {
  const { valid, environments, deployments, clusters } = parts;
  const { name, repository, revision = 'refs/heads/main', domain, owners, ci } = valid.platform;
  return {
    value: deepFreeze({
      name,
      repository,
      revision,
      domain,
      owners,
      accountOrder: Object.keys(valid.platform.accounts),
      ci: { clustersPerJob: ci?.clustersPerJob ?? 25, previewPullRequests: ci?.previewPullRequests ?? false },
      riskBudget: resolveRiskBudget(valid.platform),
      ...environments,
      apps: Object.keys(valid.apps).sort(),
      deployments: resolvedDeployments(deployments),
      clusters,
    }),
    problems: rules.flatMap((rule) => rule(parts)),
  };
}

function resolvedDeployments(deployments: Deployments): ResolvedPlatform['deployments'] {
  return mapDefined(deployments, (there) => there.map(({ deployment }) => deployment));
}

function namesAreUnique({ valid, environments, deployments, clusters }: PlatformParts): readonly Problem[] {
  const { platform, definitions } = valid;
  return claimsAreUnique({
    platform: platform.name,
    accounts: environments.accounts,
    environments: environments.environments,
    deployments: resolvedDeployments(deployments),
    clusters,
    fileOf: {
      environment: (name) => definitions.environments[name]?.file ?? '',
      cluster: (name) => definitions.clusters[name]?.file ?? '',
    },
    platformFile: definitions.platform.file,
  });
}

function overlaysHaveAddons({ valid }: PlatformParts): readonly Problem[] {
  if (!everyClusterIsValid(valid)) return [];
  return overlaysAreUsed(
    valid.definitions.overlays,
    addonsByCluster(valid, ({ name }) => name),
  );
}

function versionsHaveCharts({ valid }: PlatformParts): readonly Problem[] {
  if (!everyClusterIsValid(valid)) return [];
  return chartVersionsAreUsed(
    valid.chartVersions,
    addonsByCluster(valid, ({ chart }) => chart?.name),
  );
}

/** The addons of an invalid cluster are unknown. */
function everyClusterIsValid({ clusters, definitions }: ValidDefinitions): boolean {
  return Object.keys(clusters).length === Object.keys(definitions.clusters).length;
}

/** One property of every addon that has it, by the cluster that installs the addon. */
function addonsByCluster(
  { clusters }: ValidDefinitions,
  of: (addon: AddonDefinition) => string | undefined,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.entries(clusters).map(([name, { addons = [] }]) => [
      name,
      addons.map(of).filter((one) => one !== undefined),
    ]),
  );
}
