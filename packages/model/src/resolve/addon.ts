import type { AddonContext } from '../definition/addon-context.ts';
import type { AddonDefinition, OutsideClaim } from '../definition/addon.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import { whyTooLarge } from '../limits/object-size.ts';
import * as names from '../names/index.ts';
import { ProblemsError, type Problem } from '../problem/problem.ts';
import { undeclaredName } from '../problem/thrown.ts';
import { validate } from '../problem/schema-problems.ts';
import type { ResolvedAddon, ResolvedAddonWorkload } from '../resolved/resolved-addon.ts';
import { helmValuesSchema, kubernetesObjectSchema, outsideClaimsSchema } from '../schema/addon.ts';
import { pinnedChart } from './chart-versions.ts';
import { mergeValues } from './merge.ts';
import { contextOf } from './addon-context.ts';
import type { AddonSurroundings } from './addon-surroundings.ts';
import { needsRole, resolveNeeds, type NeedOwner } from './need.ts';
import { checkOverlayKeys } from './overlay-keys.ts';
import { overlayTypeProblems } from './overlay-types.ts';

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
  const needs = allNeeds(addon, around);
  const context = contextOf(addon, around, { workloads, needs });
  const problems: Problem[] = [];

  const call = <Value>(
    field: 'values' | 'objects' | 'claims',
    given: Value | ((context: AddonContext) => Value),
  ): Value | undefined => {
    if (!isFunction(given)) return given;
    try {
      return given(context);
    } catch (error) {
      if (error instanceof ProblemsError) problems.push(...error.problems);
      else
        problems.push({
          code: 'ESP2301',
          file: place.file,
          path: `${place.path}.${field}`,
          ...(undeclaredName(error, {}, "Import it in the addon's file.") ?? {
            found: `'${addon.name}' failed while its ${field} were made: ${error instanceof Error ? error.message : String(error)}`,
            expected: `A function that gives the ${field} of '${addon.name}' for cluster '${around.cluster.name}'.`,
            remedy: "Correct the addon's options, or the cluster it is installed in.",
          }),
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
    const before = problems.length;
    check(`objects[${index}]`, kubernetesObjectSchema, object);
    const tooLarge = problems.length === before ? whyTooLarge(object) : undefined;
    if (tooLarge === undefined) return;
    problems.push({
      code: 'ESP2238',
      file: place.file,
      path: `${place.path}.objects[${index}]`,
      ...tooLarge,
      remedy: 'Split it into several objects.',
    });
  });

  const claims = call<readonly OutsideClaim[]>('claims', addon.claims ?? []) ?? [];
  check('claims', outsideClaimsSchema, claims);

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
      needs,
      crdGroups: addon.provides?.crdGroups ?? [],
      hosts: Object.values(addon.provides?.hosts ?? {}),
      ingressClass: addon.provides?.ingressClass?.name,
      writesHostRecords: addon.provides?.hostRecords ?? false,
      claims,
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

/** Two clusters of an environment run the addon twice: what it keeps in AWS is each cluster's own. */
function ownerOf(addon: AddonDefinition, { platform, environment, cluster }: AddonSurroundings): NeedOwner {
  return {
    platform: platform.name,
    environment,
    namespace: addon.namespace,
    owner: addon.name,
    cluster: cluster.name,
  };
}

function allNeeds(addon: AddonDefinition, around: AddonSurroundings): ResolvedAddon['needs'] {
  const needs = Object.fromEntries(
    Object.values(addon.workloads ?? {}).flatMap((workload) => Object.entries(workload.needs ?? {})),
  );
  return resolveNeeds(needs, ownerOf(addon, around));
}

function resolveWorkloads(addon: AddonDefinition, around: AddonSurroundings): readonly ResolvedAddonWorkload[] {
  const { platform, registry, environment, cluster } = around;
  const owner = ownerOf(addon, around);
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
