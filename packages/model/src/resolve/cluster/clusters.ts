import { deepFreeze } from '../../data/index.ts';
import type { ClusterDefinition } from '../../definition/index.ts';
import { checkEach, unknownReference, type Checked } from '../../problem/index.ts';
import type { ResolvedApp, ResolvedCluster, ResolvedDeployment, ResolvedNodeGroup } from '../../resolved/index.ts';
import { inAddonFiles } from '../addon/index.ts';
import type { Deployments } from '../app/index.ts';
import type { DeployedApp } from '../cluster-rules/index.ts';
import type { Environments } from '../environment/environments.ts';
import { placementOn, resolveNodeGroups } from '../nodes/index.ts';
import type { ValidDefinitions } from '../validate/index.ts';
import { resolveCluster } from './cluster.ts';

/** Resolves every cluster with the apps that are deployed to its environment. */
export function resolveClusters(
  { platform, clusters, definitions }: ValidDefinitions,
  { environments, registry }: Environments,
  deployments: Deployments,
): Checked<Readonly<Record<string, ResolvedCluster>>> {
  const place = appPlacer();
  return checkEach(clusters, (definition, name) => {
    const file = definitions.clusters[name]?.file ?? '';
    const environment = environments[definition.environment];
    if (environment === undefined) return inNoEnvironment(definition, file, Object.keys(definitions.environments));
    const apps = placedApps(definition, deployments[environment.name] ?? [], place);
    const input = { name, file, definition, environment, platform, registry, definitions, apps };
    const cluster = resolveCluster(input);
    return { ...cluster, problems: inAddonFiles(cluster.problems, definition.addons, definitions) };
  });
}

/** An environment that exists but is invalid already has its own problems. */
function inNoEnvironment(
  { environment }: ClusterDefinition,
  file: string,
  known: readonly string[],
): Checked<undefined> {
  if (known.includes(environment)) return { value: undefined, problems: [] };
  const unknown = unknownReference('an environment', environment, known, { file, path: 'environment' });
  return { value: undefined, problems: [unknown] };
}

type Place = (deployment: ResolvedDeployment, group: ResolvedNodeGroup | undefined) => ResolvedApp;

function placedApps(
  cluster: ClusterDefinition,
  deployments: Deployments[string],
  place: Place,
): readonly DeployedApp[] {
  const nodeGroups = resolveNodeGroups(cluster);
  return deployments.map(({ app: { definition }, deployment }) => ({
    app: place(deployment, nodeGroups[definition.nodeGroup ?? 'general']),
    definition,
  }));
}

/** Places apps on node groups. Clusters that place an app in the same way share one object. */
function appPlacer(): Place {
  const placed = new Map<string, ResolvedApp>();
  return (deployment, group) => {
    const placement = group === undefined ? { nodeSelector: {}, tolerations: [] } : placementOn(group);
    const key = JSON.stringify([deployment.environment, deployment.name, placement]);
    const app = placed.get(key) ?? deepFreeze({ ...deployment, placement });
    placed.set(key, app);
    return app;
  };
}
