import { checkCapacity } from '../../capacity/index.ts';
import * as names from '../../names/index.ts';
import { together, type Checked, type Problem } from '../../problem/index.ts';
import type { ResolvedAddon, ResolvedCluster } from '../../resolved/index.ts';
import { addressIn } from '../../schema-parts/index.ts';
import { addonPath, endpointOf, ingressClassOf, resolveAddon } from '../addon/index.ts';
import { checkCluster, type ClusterInput } from '../cluster-rules/index.ts';
import { clusterPaths } from '../network/paths.ts';
import { resolveNodeGroups } from '../nodes/index.ts';
import { addonHostsLieInTheirDomain, hostsLeadToOne, loadBalancerPassesHostsOn } from './addon-host-rules.ts';
import { applicationsOf } from './applications.ts';
import type { ClusterParts } from './cluster-parts.ts';
import { checkComposedNames } from './composed-names.ts';
import { identitiesOf } from './identities.ts';
import { namespacesOf } from './namespaces.ts';
import { order, type CycleEdge } from './order.ts';

/** Rules for what is derived from a cluster. */
const rules = [
  addonHostsLieInTheirDomain,
  loadBalancerPassesHostsOn,
  hostsLeadToOne,
  checkComposedNames,
  podsHaveRoom,
] as const satisfies readonly ((input: ClusterInput, parts: ClusterParts) => readonly Problem[])[];

/** Fills a cluster's defaults, resolves its addons, and derives namespaces, paths and order. */
export function resolveCluster(input: ClusterInput): Checked<ResolvedCluster | undefined> {
  const { name, definition, environment, platform, apps } = input;
  const addonDefinitions = definition.addons ?? [];
  const nodeGroups = resolveNodeGroups(definition);
  const resolved = resolveAddons(input, nodeGroups);
  const addons = resolved.value.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const serviceCidr = definition.serviceCidr ?? '172.20.0.0/16';
  const kubernetesServiceIp = addressIn(serviceCidr, 1);
  const paths = clusterPaths({
    platform: platform.name,
    environment,
    kubernetesServiceIp,
    apps,
    addons: addonDefinitions,
  });
  const namespaces = namespacesOf({ cluster: name, environment, platform, apps, addons: addonDefinitions, paths });
  const identities = identitiesOf({ platform: platform.name, cluster: name, environment, apps, addons, namespaces });
  const parts: ClusterParts = { nodeGroups, addons, namespaces, identities };
  const { applications, cycle } = order(applicationsOf({ apps, addons, addonDefinitions, namespaces }));
  const problems = [
    ...checkCluster(input),
    ...resolved.problems,
    ...rules.flatMap((rule) => rule(input, parts)),
    ...(cycle === undefined ? [] : [cycleProblem(input.file, cycle)]),
  ];
  if (problems.length > 0 || applications === undefined) return { value: undefined, problems };

  const ingressClass = ingressClassOf(addonDefinitions);
  const otlp = endpointOf('otlp-http', addonDefinitions);
  return {
    value: {
      name,
      environment,
      eksName: names.eksClusterName(platform.name, name),
      kubernetesVersion: definition.kubernetesVersion,
      managedAddonsVersion: definition.stillAt?.managedAddons ?? definition.kubernetesVersion,
      nodesVersion: definition.stillAt?.nodes ?? definition.kubernetesVersion,
      managedAddons: definition.managedAddons ?? {},
      serviceCidr,
      kubernetesServiceIp,
      reachableFrom: definition.reachableFrom ?? [],
      nodeGroups,
      ingressClass: ingressClass?.name,
      ingressByLoadBalancer: ingressClass?.byLoadBalancer ?? false,
      crdGroups: addons.flatMap((addon) => addon.crdGroups).sort(),
      addons,
      apps: apps.map(({ app }) => app),
      namespaces,
      applications,
      identities,
      otlpEndpoint: otlp === undefined ? undefined : `http://${otlp.host}:${otlp.port}`,
    },
    problems,
  };
}

/** The addons of a cluster in the order of its definition. */
function resolveAddons(
  { name, file, definition, environment, platform, registry, definitions, apps }: ClusterInput,
  nodeGroups: ClusterParts['nodeGroups'],
): Checked<readonly ResolvedAddon[]> {
  const { addons = [], kubernetesVersion } = definition;
  const around = {
    platform: { name: platform.name, domain: platform.domain, repository: platform.repository },
    registry,
    environment,
    cluster: { name, kubernetesVersion },
    nodeGroups,
    addons,
    appHosts: [
      ...new Set(apps.flatMap(({ app: { ingress } }) => (ingress === undefined ? [] : [ingress.host]))),
    ].sort(),
    manifests: definitions.manifests,
    overlays: definitions.overlays,
    vendoredCharts: definitions.vendoredCharts,
    chartVersions: definitions.chartVersions?.value,
  };
  return together(addons.map((addon, index) => resolveAddon(addon, around, { file, path: addonPath(index) })));
}

function podsHaveRoom(
  { name: cluster, file, apps, definitions }: ClusterInput,
  { nodeGroups, namespaces }: ClusterParts,
): readonly Problem[] {
  return checkCapacity({
    cluster,
    file,
    nodeGroups,
    apps: apps.map(({ app }) => app),
    namespaces,
    platformFile: definitions.platform.file,
  });
}

function cycleProblem(file: string, cycle: readonly CycleEdge[]): Problem {
  const steps = cycle.map(({ application, after, because }) => `${application} waits for ${after}: ${because}`);
  return {
    code: 'ESP2302',
    file,
    path: 'addons',
    found: `These applications wait for each other:\n${steps.join('\n')}`,
    expected: 'An order in which every application comes after what it needs.',
    remedy: 'Remove one of these needs, or split an addon so that what it provides comes earlier.',
  };
}
