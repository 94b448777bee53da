import type { ClusterDefinition } from '../definition/cluster.ts';
import { checkCapacity } from '../capacity/capacity-rules.ts';
import * as names from '../names/index.ts';
import type { Problem } from '../problem/problem.ts';
import type { ResolvedAddon } from '../resolved/resolved-addon.ts';
import type { ResolvedCluster, ResolvedNodeGroup } from '../resolved/resolved-platform.ts';
import { addressIn } from '../schema/cidr.ts';
import { addonPath } from './addon-place.ts';
import { endpointOf } from './addon-context.ts';
import { resolveAddon } from './addon.ts';
import { ingressClassOf } from './ingress-class.ts';
import { applicationsOf } from './applications.ts';
import { addonHostsLieInTheirDomain, hostsLeadToOne, loadBalancerPassesHostsOn } from './host-rules.ts';
import { identitiesOf } from './identities.ts';
import { namespacesOf } from './namespaces.ts';
import { resolveNodeShape } from './node-shape.ts';
import { order } from './order.ts';
import { clusterPaths } from './paths.ts';
import type { ClusterInput } from './cluster-input.ts';
import { checkAddons } from './addon-rules.ts';
import { checkCluster } from './cluster-rules.ts';
import { checkComposedNames } from './composed-names.ts';

/** Fills a cluster's defaults, resolves its addons, and derives namespaces, paths and order. */
export function resolveCluster(input: ClusterInput): {
  readonly cluster: ResolvedCluster | undefined;
  readonly problems: readonly Problem[];
} {
  const { name, file, definition, environment, platform, registry, definitions, apps } = input;
  const addonDefinitions = definition.addons ?? [];
  const problems: Problem[] = [...checkCluster(input), ...checkAddons(input)];
  const nodeGroups = resolveNodeGroups(definition);
  const addons = addonDefinitions.flatMap((addon, index): readonly ResolvedAddon[] => {
    const resolved = resolveAddon(
      addon,
      {
        platform: { name: platform.name, domain: platform.domain, repository: platform.repository },
        registry,
        environment,
        cluster: { name, kubernetesVersion: definition.kubernetesVersion },
        nodeGroups,
        addons: addonDefinitions,
        appHosts: [
          ...new Set(apps.flatMap(({ app: { ingress } }) => (ingress === undefined ? [] : [ingress.host]))),
        ].sort(),
        manifests: definitions.manifests,
        overlays: definitions.overlays,
        vendoredCharts: definitions.vendoredCharts,
        chartVersions: definitions.chartVersions?.value,
      },
      { file, path: addonPath(index) },
    );
    problems.push(...resolved.problems);
    return resolved.addon === undefined ? [] : [resolved.addon];
  });
  problems.push(...addonHostsLieInTheirDomain(addons, environment, file));
  const withApps = { name, file, apps: apps.map(({ app }) => app) };
  problems.push(...loadBalancerPassesHostsOn(withApps, addons));
  problems.push(...hostsLeadToOne(withApps, addons));
  addons.sort((one, other) => (one.name < other.name ? -1 : 1));

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
  problems.push(...checkComposedNames(input, { addons, namespaces, identities }));

  problems.push(
    ...checkCapacity({
      cluster: name,
      file,
      nodeGroups,
      apps: apps.map(({ app }) => app),
      namespaces,
      platformFile: definitions.platform.file,
    }),
  );

  const ordered = order(applicationsOf({ apps, addons, addonDefinitions, namespaces }));
  if (ordered.cycle !== undefined) problems.push(cycleProblem(file, ordered.cycle));
  if (problems.length > 0 || ordered.applications === undefined) return { cluster: undefined, problems };

  const ingressClass = ingressClassOf(addonDefinitions);
  const otlp = endpointOf('otlp-http', addonDefinitions);
  return {
    cluster: {
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
      applications: ordered.applications,
      identities,
      otlpEndpoint: otlp === undefined ? undefined : `http://${otlp.host}:${otlp.port}`,
    },
    problems,
  };
}

/** Fills the defaults of a cluster's node groups. */
export function resolveNodeGroups(definition: ClusterDefinition): Readonly<Record<string, ResolvedNodeGroup>> {
  return Object.fromEntries(
    Object.entries(definition.nodeGroups).map(([name, group]) => [
      name,
      {
        name,
        ...resolveNodeShape(group, group.gpu),
        dedicatedTo: group.dedicatedTo,
        gpu: group.gpu ?? false,
        retiring: (group.retiring ?? []).map((shape) => resolveNodeShape(shape, group.gpu)),
      },
    ]),
  );
}

function cycleProblem(
  file: string,
  cycle: readonly { readonly application: string; readonly after: string; readonly because: string }[],
): Problem {
  const steps = cycle.map(({ application, after, because }) => `${application} waits for ${after}: ${because}`);
  return {
    code: 'ESP2302',
    file,
    path: 'addons',
    found: `These applications wait for each other:\n${steps.join('\n')}`,
    expected: 'An order in which every application comes after what it needs.',
    remedy: 'Take one of these needs away, or split an addon so that what it provides comes earlier.',
  };
}
