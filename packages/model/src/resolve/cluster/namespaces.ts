import type {
  AddonDefinition,
  NamespaceDefinition,
  PlatformDefinition,
  PodSecurityLevel,
} from '../../definition/index.ts';
import * as names from '../../names/index.ts';
import { yieldsSecret } from '../../needs/index.ts';
import type { PodPaths, ResolvedEnvironment, ResolvedNamespace } from '../../resolved/index.ts';
import type { DeployedApp } from '../cluster-rules/index.ts';

/** The input for a cluster's namespaces. */
export interface NamespaceSources {
  readonly cluster: string;
  readonly environment: ResolvedEnvironment;
  readonly platform: PlatformDefinition;
  readonly apps: readonly DeployedApp[];
  readonly addons: readonly AddonDefinition[];
  readonly paths: ReadonlyMap<string, readonly PodPaths[]>;
}

/** Whether Kubernetes itself owns a namespace: Espalier puts no Namespace, quota or policy there. */
export function belongsToKubernetes(namespace: string): boolean {
  return namespace === 'default' || namespace.startsWith('kube-');
}

/** Every namespace of a cluster's apps and addons, sorted by name. */
export function namespacesOf(sources: NamespaceSources): readonly ResolvedNamespace[] {
  const { apps, addons } = sources;
  const all = new Set([...apps.map(({ app }) => app.namespace), ...addons.map((addon) => addon.namespace)]);
  return [...all]
    .filter((name) => !belongsToKubernetes(name))
    .sort()
    .map((name) => resolveNamespace(name, sources));
}

function resolveNamespace(name: string, sources: NamespaceSources): ResolvedNamespace {
  const { platform, apps, addons, paths } = sources;
  const settings = platform.namespaces?.[name];
  return {
    name,
    podSecurity: podSecurityOf(name, settings, addons),
    hasApps: apps.some(({ app }) => app.namespace === name),
    quota: {
      cpu: settings?.quota?.cpu ?? '64',
      memory: settings?.quota?.memory ?? '256Gi',
      pods: settings?.quota?.pods ?? 200,
    },
    secretStore: secretStoreOf(name, sources),
    paths: paths.get(name) ?? [],
  };
}

const levels: readonly PodSecurityLevel[] = ['restricted', 'baseline', 'privileged'];

/** The least restrictive level that anything in the namespace requests, with the reasons of all requests for it. */
function podSecurityOf(
  name: string,
  settings: NamespaceDefinition | undefined,
  addons: readonly AddonDefinition[],
): ResolvedNamespace['podSecurity'] {
  const asked = [
    settings?.podSecurity,
    ...addons.filter((addon) => addon.namespace === name).map((addon) => addon.podSecurity),
  ];
  const level = levels.findLast((candidate) => asked.some((one) => one?.level === candidate)) ?? 'restricted';
  const reasons = asked.flatMap((one) => (one?.level === level ? [one.reason] : []));
  return { level, reason: reasons.length === 0 ? undefined : [...new Set(reasons)].join(' ') };
}

function secretStoreOf(name: string, sources: NamespaceSources): ResolvedNamespace['secretStore'] {
  const { platform, environment, cluster, apps, addons } = sources;
  const reads =
    apps.some(({ app }) => app.namespace === name && app.needs.some(yieldsSecret)) ||
    addons.some(
      (addon) =>
        addon.namespace === name &&
        Object.values(addon.workloads ?? {}).some((workload) => Object.values(workload.needs ?? {}).some(yieldsSecret)),
    );
  if (!reads) return undefined;
  const role = names.roleName({
    platform: platform.name,
    environment: environment.name,
    cluster,
    workload: names.secretStoreWorkload(name),
  });
  return {
    name: names.secretStoreName,
    serviceAccount: names.secretStoreName,
    roleArn: names.roleArn(environment.account.id, role),
    region: environment.region,
  };
}
