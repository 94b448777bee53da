import type { AddonDefinition, Overlay } from '../../definition/index.ts';
import * as names from '../../names/index.ts';
import { problemsOf, validate, type Checked } from '../../problem/index.ts';
import type { ResolvedAddon, ResolvedAddonWorkload } from '../../resolved/index.ts';
import { helmValuesSchema } from '../../schema/index.ts';
import { needsRole, resolveNeeds, type NeedOwner } from '../../needs/index.ts';
import { overlay, pinnedChart } from '../overlays/index.ts';
import { contextOf } from './addon-context.ts';
import { resolveFields, type AddonPlace } from './addon-fields.ts';
import type { AddonCluster } from './addon-cluster.ts';

/** The workload's part of the role name of an addon's ServiceAccount. */
function roleWorkload(addon: string, serviceAccount: string): string {
  return serviceAccount === addon ? addon : `${addon}-${serviceAccount}`;
}

/** Calls an addon's functions, merges the overlays, and checks the result. */
export function resolveAddon(
  addon: AddonDefinition,
  around: AddonCluster,
  place: AddonPlace,
): Checked<ResolvedAddon | undefined> {
  const workloads = resolveWorkloads(addon, around);
  const needs = allNeeds(addon, around);
  const fields = resolveFields(addon, contextOf(addon, around, { workloads, needs }), place);
  const chart = addon.chart && pinnedChart(addon.chart, around.cluster.name, around.chartVersions);
  const overlaid = overlay(fields.value.values, around.overlays.filter(isFor(addon.name, around.cluster.name)), {
    chart,
    vendoredCharts: around.vendoredCharts,
  });
  const problems = problemsOf(fields, overlaid);
  const values = validate(helmValuesSchema, overlaid.value.values, place.file).value;
  if (problems.length > 0 || values === undefined) return { value: undefined, problems };
  return {
    value: {
      name: addon.name,
      namespace: addon.namespace,
      alsoInNamespaces: addon.alsoInNamespaces ?? [],
      clusterKinds: addon.clusterKinds ?? [],
      lifecycle: addon.lifecycle,
      chart,
      values,
      uncertainKeys: overlaid.value.uncertainKeys,
      objects: fields.value.objects,
      workloads,
      needs,
      crdGroups: addon.provides?.crdGroups ?? [],
      hosts: Object.values(addon.provides?.hosts ?? {}),
      ingressClass: addon.provides?.ingressClass?.name,
      writesHostRecords: addon.provides?.hostRecords ?? false,
      claims: fields.value.claims,
      serverSideApply: addon.serverSideApply ?? false,
      ignoreDifferences: addon.ignoreDifferences ?? [],
    },
    problems,
  };
}

function isFor(addon: string, cluster: string): (overlay: Overlay) => boolean {
  return (overlay) => overlay.addon === addon && (overlay.cluster ?? cluster) === cluster;
}

/** If two clusters of an environment run the addon, each has its own AWS resources. */
function ownerOf(addon: AddonDefinition, { platform, environment, cluster }: AddonCluster): NeedOwner {
  return {
    platform: platform.name,
    environment,
    namespace: addon.namespace,
    owner: addon.name,
    cluster: cluster.name,
  };
}

function allNeeds(addon: AddonDefinition, around: AddonCluster): ResolvedAddon['needs'] {
  const needs = Object.fromEntries(
    Object.values(addon.workloads ?? {}).flatMap((workload) => Object.entries(workload.needs ?? {})),
  );
  return resolveNeeds(needs, ownerOf(addon, around));
}

function resolveWorkloads(addon: AddonDefinition, around: AddonCluster): readonly ResolvedAddonWorkload[] {
  const { platform, registry, environment, cluster } = around;
  const owner = ownerOf(addon, around);
  const workloads = Object.entries(addon.workloads ?? {});
  const withRole = new Set(
    workloads
      .filter(([, workload]) => needsRole(resolveNeeds(workload.needs ?? {}, owner)))
      .map(([, workload]) => workload.serviceAccount),
  );
  return workloads.map(([name, workload]) => {
    const role = names.roleName({
      platform: platform.name,
      environment: environment.name,
      cluster: cluster.name,
      workload: roleWorkload(addon.name, workload.serviceAccount),
    });
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
