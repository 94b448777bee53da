import { parse } from 'yaml';
import type { AddonContext, ResolvedEndpoint } from '../definition/addon-context.ts';
import type { AddonDefinition } from '../definition/addon.ts';
import type { ChartVersions } from '../definition/chart-versions.ts';
import type { Definitions, Overlay } from '../definition/definitions.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import * as names from '../names/index.ts';
import type { Problem } from '../problem/problem.ts';
import { validate } from '../problem/schema-problems.ts';
import type { ResolvedAddon, ResolvedAddonWorkload } from '../resolved/resolved-addon.ts';
import type { ResolvedAccount, ResolvedEnvironment, ResolvedNodeGroup } from '../resolved/resolved-platform.ts';
import { helmValuesSchema, kubernetesObjectSchema } from '../schema/addon.ts';
import { pinnedChart } from './chart-versions.ts';
import { ingressClassOf } from './ingress-class.ts';
import { mergeValues } from './merge.ts';
import { needsRole, resolveNeeds } from './need.ts';
import { checkOverlayKeys } from './overlay-keys.ts';
import { overlayTypeProblems } from './overlay-types.ts';
import { placementOn } from './placement.ts';

/** What an addon's functions may ask of the cluster around it. */
export interface AddonSurroundings {
  readonly platform: { readonly name: string; readonly domain: string; readonly repository: string };
  readonly registry: ResolvedAccount;
  readonly environment: ResolvedEnvironment;
  readonly cluster: { readonly name: string; readonly kubernetesVersion: string };
  readonly nodeGroups: Readonly<Record<string, ResolvedNodeGroup>>;
  readonly addons: readonly AddonDefinition[];
  readonly manifests: Definitions['manifests'];
  readonly overlays: readonly Overlay[];
  readonly vendoredCharts: Definitions['vendoredCharts'];
  readonly chartVersions: ChartVersions | undefined;
}

/** What IAM calls the role of an addon's ServiceAccount, as far as the workload goes. */
function roleWorkload(addon: string, serviceAccount: string): string {
  return serviceAccount === addon ? addon : `${addon}-${serviceAccount}`;
}

/** Calls an addon's functions, merges the overlays, and checks what came of it. */
export function resolveAddon(
  addon: AddonDefinition,
  around: AddonSurroundings,
  place: { readonly file: string; readonly path: string },
): { readonly addon: ResolvedAddon | undefined; readonly problems: readonly Problem[] } {
  const workloads = resolveWorkloads(addon, around);
  const context = contextOf(addon, around, workloads);
  const problems: Problem[] = [];

  const call = <Value>(
    field: 'values' | 'objects',
    given: Value | ((context: AddonContext) => Value),
  ): Value | undefined => {
    if (!isFunction(given)) return given;
    try {
      return given(context);
    } catch (error) {
      problems.push({
        code: 'ESP2301',
        file: place.file,
        path: `${place.path}.${field}`,
        found: `'${addon.name}' failed while its ${field} were made: ${error instanceof Error ? error.message : String(error)}`,
        expected: `A function that gives the ${field} of '${addon.name}' for cluster '${around.cluster.name}'.`,
        remedy: "Correct the addon's options, or the cluster it is installed in.",
      });
      return undefined;
    }
  };
  const check = <Value>(field: string, schema: Parameters<typeof validate<Value>>[0], value: Value): void => {
    for (const problem of validate(schema, value, place.file).problems) {
      problems.push({
        ...problem,
        path: `${place.path}.${field}${problem.path.startsWith('[') ? '' : '.'}${problem.path}`,
      });
    }
  };

  const own = call('values', addon.values ?? {}) ?? {};
  check('values', helmValuesSchema, own);
  const objects = call<readonly KubernetesObject[]>('objects', addon.objects ?? []) ?? [];
  objects.forEach((object, index) => {
    check(`objects[${index}]`, kubernetesObjectSchema, object);
  });

  const chart = addon.chart && pinnedChart(addon.chart, around.cluster.name, around.chartVersions);
  let values: unknown = own;
  const doubts: Problem[] = [];
  for (const overlay of around.overlays) {
    const meant = overlay.addon === addon.name && (overlay.cluster ?? around.cluster.name) === around.cluster.name;
    if (!meant) continue;
    problems.push(...overlayTypeProblems(own, overlay));
    const checked = checkOverlayKeys(overlay, { chart, own, vendoredCharts: around.vendoredCharts });
    problems.push(...checked.problems);
    doubts.push(...checked.doubts);
    values = mergeValues(values, overlay.value);
  }
  const merged = validate(helmValuesSchema, values, place.file);
  if (problems.length > 0 || merged.value === undefined) return { addon: undefined, problems };
  return {
    addon: {
      name: addon.name,
      namespace: addon.namespace,
      alsoInNamespaces: addon.alsoInNamespaces ?? [],
      clusterKinds: addon.clusterKinds ?? [],
      lifecycle: addon.lifecycle,
      chart,
      values: merged.value,
      doubts,
      objects,
      workloads,
      needs: allNeeds(addon, around),
      crdGroups: addon.provides?.crdGroups ?? [],
      ingressClass: addon.provides?.ingressClass?.name,
      serverSideApply: addon.serverSideApply ?? false,
      ignoreDifferences: addon.ignoreDifferences ?? [],
    },
    problems,
  };
}

function isFunction<Value>(
  value: Value | ((context: AddonContext) => Value),
): value is (context: AddonContext) => Value {
  return typeof value === 'function';
}

function allNeeds(
  addon: AddonDefinition,
  { platform, environment, cluster }: AddonSurroundings,
): ResolvedAddon['needs'] {
  const needs = Object.fromEntries(
    Object.values(addon.workloads ?? {}).flatMap((workload) => Object.entries(workload.needs ?? {})),
  );
  // Two clusters of an environment run the addon twice: what it keeps in AWS is each cluster's own.
  return resolveNeeds(needs, {
    platform: platform.name,
    environment,
    namespace: addon.namespace,
    owner: addon.name,
    cluster: cluster.name,
  });
}

function resolveWorkloads(addon: AddonDefinition, around: AddonSurroundings): readonly ResolvedAddonWorkload[] {
  const { platform, registry, environment, cluster } = around;
  const owner = {
    platform: platform.name,
    environment,
    namespace: addon.namespace,
    owner: addon.name,
    cluster: cluster.name,
  };
  const workloads = Object.entries(addon.workloads ?? {});
  const withRole = new Set(
    workloads
      .filter(([, workload]) => needsRole(resolveNeeds(workload.needs ?? {}, owner)))
      .map(([, workload]) => workload.serviceAccount),
  );
  return workloads.map(([name, workload]) => {
    const role = names.roleName(
      platform.name,
      environment.name,
      cluster.name,
      roleWorkload(addon.name, workload.serviceAccount),
    );
    return {
      name,
      selector: workload.selector,
      serviceAccount: workload.serviceAccount,
      roleArn: withRole.has(workload.serviceAccount) ? names.roleArn(environment.account.id, role) : undefined,
      images: workload.images.map((image) => names.imageAddress(image, registry).name),
      ports: workload.ports ?? {},
      hostNetwork: workload.hostNetwork ?? false,
      needs: resolveNeeds(workload.needs ?? {}, owner),
    };
  });
}

function contextOf(
  addon: AddonDefinition,
  around: AddonSurroundings,
  workloads: readonly ResolvedAddonWorkload[],
): AddonContext {
  const { platform, registry, environment, cluster, nodeGroups, addons, manifests } = around;
  const needs = allNeeds(addon, around);
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
    roleArn: (serviceAccount) => {
      const arn = workloads.find((workload) => workload.serviceAccount === serviceAccount)?.roleArn;
      if (arn === undefined) throw new Error(`no workload that runs as '${serviceAccount}' needs anything of AWS`);
      return arn;
    },
    needName: (name) => {
      const need = needs.find((candidate) => candidate.name === name);
      switch (need?.kind) {
        case 'bucket':
          return need.bucket;
        case 'table':
          return need.table;
        case 'queue':
          return need.queue;
        case 'secret':
        case 'postgres':
          return need.secretPath;
        default:
          throw new Error(`no workload has a need '${name}' with a name in AWS`);
      }
    },
    secretName: (name) => {
      const need = needs.find((candidate) => candidate.name === name);
      if (need === undefined) throw new Error(`no workload has a need '${name}'`);
      return need.secretName;
    },
    endpoint: (name) => endpointOf(name, addons),
    ingressClass: ingressClassOf(addons)?.name,
    hasCrds: (group) => addons.some((candidate) => candidate.provides?.crdGroups?.includes(group) ?? false),
    image: (name) => names.imageAddress(name, registry),
    files: filesOf,
    documents: (folder) =>
      Object.fromEntries(
        Object.entries(filesOf(folder)).map(([path, text]) => {
          try {
            return [path, parse(text, { maxAliasCount: 0 }) as unknown];
          } catch (error) {
            throw new Error(
              `manifests/${folder}/${path} is not YAML: ${error instanceof Error ? error.message : String(error)}`,
              { cause: error },
            );
          }
        }),
      ) as ReturnType<AddonContext['documents']>,
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

/** The address of a well-known endpoint, where an addon provides it. */
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
