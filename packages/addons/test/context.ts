import {
  names,
  type AddonContext,
  type AddonDefinition,
  type HelmValues,
  type Json,
  type KubernetesObject,
  type ResolvedEndpoint,
} from '@espalier/model';
import { catalogue } from './catalogue.ts';

/** What a test may know differently about the cluster. */
export interface ClusterFacts {
  readonly multiZone?: boolean;
  readonly nodeGroups?: readonly string[];
  /** @default none */
  readonly appHosts?: readonly string[];
  /** The addons of the cluster besides the one in question. @default the whole catalogue */
  readonly addons?: readonly AddonDefinition[];
  readonly files?: Readonly<Record<string, string>>;
  readonly documents?: Readonly<Record<string, Json>>;
}

const platform = { name: 'riven', domain: 'riven.dev', repository: 'https://github.com/riven/platform' };
const account = '333333333333';
const region = 'us-east-1';
const publicBlocks = ['10.20.192.0/22', '10.20.196.0/22'];

/** A production cluster, as `addon` comes to know it. */
export function contextOf(addon: AddonDefinition, facts: ClusterFacts = {}): AddonContext {
  const { multiZone = true, nodeGroups = ['system', 'general', 'ci', 'gpu'], addons = catalogue } = facts;
  const ingressClass = addons.find((other) => other.provides?.ingressClass)?.provides?.ingressClass;
  const crdGroups = addons.flatMap((other) => other.provides?.crdGroups ?? []);
  return {
    platform,
    environment: { name: 'production', region, accountId: account, domain: 'riven.dev', multiZone, publicBlocks },
    cluster: { name: 'production', eksName: 'riven-production', kubernetesVersion: '1.35', nodeGroups },
    namespace: addon.namespace,
    appHosts: facts.appHosts ?? [],
    roleArn: (serviceAccount) =>
      names.roleArn(
        account,
        names.roleName({
          platform: 'riven',
          environment: 'production',
          cluster: 'production',
          workload: serviceAccount,
        }),
      ),
    needName: (need) =>
      names.bucketName(
        { platform: 'riven', environment: 'production', owner: addon.name, need },
        { accountId: account, region },
      ),
    secretName: (need) => names.secretName(addon.name, need),
    endpoint: (name) => endpoints(addons).get(name),
    host: (name) => addons.map(({ provides }) => provides?.hosts?.[name]).find((host) => host !== undefined),
    ingressClass: ingressClass?.name,
    ingressByLoadBalancer: ingressClass?.byLoadBalancer ?? false,
    hasCrds: (group) => crdGroups.includes(group),
    image: (name) => names.imageAddress(name, { id: '111111111111', region }),
    files: () => facts.files ?? {},
    documents: () => facts.documents ?? {},
    placement: (nodeGroup) => {
      if (!nodeGroups.includes(nodeGroup)) throw new Error(`no node group ${nodeGroup}`);
      const tainted = nodeGroup === 'ci' || nodeGroup === 'gpu';
      return {
        nodeSelector: { [names.nodeGroupLabel]: nodeGroup },
        tolerations: tainted
          ? [{ key: names.dedicatedTaint, operator: 'Equal', value: nodeGroup, effect: 'NoSchedule' }]
          : [],
      };
    },
  };
}

function endpoints(addons: readonly AddonDefinition[]): ReadonlyMap<string, ResolvedEndpoint> {
  return new Map(
    addons.flatMap((addon) =>
      Object.entries(addon.provides?.endpoints ?? {}).map(([name, { service, workload, port }]) => [
        name,
        {
          host: `${service}.${addon.namespace}.svc.cluster.local`,
          port: addon.workloads?.[workload]?.ports?.[port] ?? 0,
        },
      ]),
    ),
  );
}

/** The addon's values in that cluster. */
export function valuesOf(addon: AddonDefinition, facts: ClusterFacts = {}): HelmValues {
  return typeof addon.values === 'function' ? addon.values(contextOf(addon, facts)) : (addon.values ?? {});
}

/** The addon's companion objects in that cluster. */
export function objectsOf(addon: AddonDefinition, facts: ClusterFacts = {}): readonly KubernetesObject[] {
  return typeof addon.objects === 'function' ? addon.objects(contextOf(addon, facts)) : (addon.objects ?? []);
}
