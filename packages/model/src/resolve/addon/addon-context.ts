import type { AddonContext, AddonDefinition, ResolvedEndpoint } from '../../definition/index.ts';
import type { Json } from '../../objects/index.ts';
import * as names from '../../names/index.ts';
import { nameInAws } from '../../needs/index.ts';
import { ProblemsError } from '../../problem/index.ts';
import type { ResolvedAddon } from '../../resolved/index.ts';
import type { AddonCluster } from './addon-cluster.ts';
import { readDocument } from '../../yaml/read-document.ts';
import { ingressClassOf } from './ingress-class.ts';
import { placementOn } from '../nodes/index.ts';

/** What an addon's functions receive about the cluster. */
export function contextOf(
  addon: AddonDefinition,
  around: AddonCluster,
  { workloads, needs }: Pick<ResolvedAddon, 'workloads' | 'needs'>,
): AddonContext {
  const { platform, registry, environment, cluster, nodeGroups, addons, appHosts, manifests } = around;
  const filesOf = (folder: string): Readonly<Record<string, string>> => manifests[folder] ?? {};
  return {
    platform,
    environment: {
      name: environment.name,
      region: environment.region,
      accountId: environment.account.id,
      domain: environment.domain,
      multiZone: environment.data.multiZone,
      publicBlocks: environment.network.tiers.public.blocks,
    },
    cluster: {
      name: cluster.name,
      eksName: names.eksClusterName(platform.name, cluster.name),
      kubernetesVersion: cluster.kubernetesVersion,
      nodeGroups: Object.keys(nodeGroups),
    },
    namespace: addon.namespace,
    appHosts,
    roleArn: (serviceAccount) => {
      const arn = workloads.find((workload) => workload.serviceAccount === serviceAccount)?.roleArn;
      if (arn === undefined) throw new Error(`no workload that runs as '${serviceAccount}' needs anything from AWS`);
      return arn;
    },
    needName: (name) => {
      const need = needs.find((candidate) => candidate.name === name);
      const inAws = need && nameInAws(need);
      if (inAws === undefined) throw new Error(`no workload has a need '${name}' with a name in AWS`);
      return inAws;
    },
    secretName: (name) => {
      const need = needs.find((candidate) => candidate.name === name);
      if (need === undefined) throw new Error(`no workload has a need '${name}'`);
      return need.secretName;
    },
    endpoint: (name) => endpointOf(name, addons),
    host: (name) => addons.map(({ provides }) => provides?.hosts?.[name]).find((host) => host !== undefined),
    ingressClass: ingressClassOf(addons)?.name,
    ingressByLoadBalancer: ingressClassOf(addons)?.byLoadBalancer ?? false,
    hasCrds: (group) => addons.some((candidate) => candidate.provides?.crdGroups?.includes(group) ?? false),
    image: (name) => names.imageAddress(name, registry),
    files: filesOf,
    documents: (folder) =>
      Object.fromEntries(
        Object.entries(filesOf(folder)).map(([path, text]) => {
          const { value, problems } = readDocument(text, `manifests/${folder}/${path}`);
          if (problems.length > 0) throw new ProblemsError(problems);
          return [path, value as Json];
        }),
      ),
    placement: (nodeGroup) => {
      const group = nodeGroups[nodeGroup];
      if (group === undefined) {
        throw new Error(
          `cluster '${cluster.name}' has no node group '${nodeGroup}', only ${Object.keys(nodeGroups).join(', ')}`,
        );
      }
      return placementOn(group);
    },
  };
}

/** The address of a well-known endpoint, if an addon provides it. */
export function endpointOf(name: string, addons: readonly AddonDefinition[]): ResolvedEndpoint | undefined {
  for (const { namespace, provides, workloads } of addons) {
    const endpoint = provides?.endpoints?.[name];
    const port = endpoint === undefined ? undefined : workloads?.[endpoint.workload]?.ports?.[endpoint.port];
    if (endpoint !== undefined && port !== undefined) {
      return { host: `${endpoint.service}.${namespace}.svc.cluster.local`, port };
    }
  }
  return undefined;
}
