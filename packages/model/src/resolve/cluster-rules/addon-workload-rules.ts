import type { AddonDefinition, AddonWorkload } from '../../definition/index.ts';
import { didYouMean, listOf, type Problem } from '../../problem/index.ts';
import { factsOf } from '../../needs/index.ts';
import { addonPath } from '../addon/index.ts';
import type { ClusterInput } from './cluster-input.ts';

/** Rules for the workloads of a cluster's addons: needs, network paths, ports. */
export function checkAddonWorkloads(input: ClusterInput): readonly Problem[] {
  return [
    ...workloadsDeclare(input),
    ...referencesExist(input),
    ...needsOfOneNameAreEqual(input),
    ...someNeedsBelongToApps(input),
  ];
}

/** Some needs are only for apps: only an app has a Job that creates the user for its pods. */
function someNeedsBelongToApps({ definition, file }: ClusterInput): readonly Problem[] {
  return (definition.addons ?? []).flatMap((addon, index) =>
    Object.entries(addon.workloads ?? {}).flatMap(([workload, { needs = {} }]) =>
      Object.entries(needs).flatMap(([name, need]): readonly Problem[] => {
        const { appsOnly } = factsOf(need);
        if (appsOnly === undefined) return [];
        const { what, ...finding } = appsOnly;
        const path = addonPath(index, 'workloads', workload, 'needs', name);
        return [{ ...finding, file, path, found: `The addon '${addon.name}' needs ${what}.` }];
      }),
    ),
  );
}

/** A namespace denies by default, so that its workloads must declare their network paths, with ports that exist. */
function workloadsDeclare({ definition, file }: ClusterInput): readonly Problem[] {
  return (definition.addons ?? []).flatMap((addon, index) => {
    const at = (...rest: readonly PropertyKey[]): string => addonPath(index, 'workloads', ...rest);
    const installsCrdsAlone = (addon.provides?.crdGroups ?? []).length > 0;
    if (addon.workloads === undefined && addon.chart !== undefined && !installsCrdsAlone) {
      return [
        {
          code: 'ESP2307' as const,
          file,
          path: at(),
          found: `'${addon.name}' installs a chart and does not declare its workloads.`,
          expected:
            'Its namespace denies everything by default; each workload of the chart declares its network paths.',
          remedy: "Declare the pods in 'workloads', or '{}' if there are none.",
        },
      ];
    }
    return Object.entries(addon.workloads ?? {}).flatMap(([name, workload]) =>
      workloadDeclares(workload, { file, path: at(name), what: `'${name}' of '${addon.name}'` }),
    );
  });
}

/** A path to a missing workload, or a missing endpoint, would be omitted silently. */
function referencesExist({ definition, file, name: cluster }: ClusterInput): readonly Problem[] {
  const addons = definition.addons ?? [];
  const missing = (path: string, what: string, found: string, there: readonly string[]): Problem => ({
    code: 'ESP2306',
    file,
    path,
    found: `'${found}' is not ${what}.${didYouMean(found, there)}`,
    expected: `There ${there.length === 1 ? 'is' : 'are'}: ${listOf(there)}.`,
    remedy: 'Correct the name, or declare what it names.',
  });
  const portOf = (
    owner: AddonDefinition,
    { workload, port }: { readonly workload: string; readonly port: string },
    path: string,
  ): readonly Problem[] => {
    const workloads = owner.workloads ?? {};
    const target = Object.hasOwn(workloads, workload) ? workloads[workload] : undefined;
    if (target === undefined) return [missing(path, `a workload of '${owner.name}'`, workload, Object.keys(workloads))];
    const ports = Object.keys(target.ports ?? {});
    return ports.includes(port)
      ? []
      : [missing(path, `a port of the workload '${workload}' of '${owner.name}'`, port, ports)];
  };
  return addons.flatMap((addon, index) => [
    ...Object.entries(addon.provides?.endpoints ?? {}).flatMap(([endpoint, target]) =>
      portOf(addon, target, addonPath(index, 'provides', 'endpoints', endpoint)),
    ),
    ...Object.entries(addon.workloads ?? {}).flatMap(([workload, { paths }]) =>
      paths.flatMap((path, position): readonly Problem[] => {
        if (!('to' in path) || path.to !== 'workload') return [];
        const at = addonPath(index, 'workloads', workload, 'paths', position);
        const owner = path.addon === undefined ? addon : addons.find(({ name }) => name === path.addon);
        if (owner !== undefined) return portOf(owner, path, at);
        const names = addons.map(({ name }) => name);
        return [missing(at, `an addon of cluster '${cluster}'`, path.addon ?? '', names)];
      }),
    ),
  ]);
}

/** The needs of an addon's workloads form one list by name: of two different ones, one would be lost. */
function needsOfOneNameAreEqual({ definition, file }: ClusterInput): readonly Problem[] {
  return (definition.addons ?? []).flatMap((addon, index) => {
    const seen = new Map<string, { readonly workload: string; readonly need: string }>();
    return Object.entries(addon.workloads ?? {}).flatMap(([workload, { needs = {} }]) =>
      Object.entries(needs).flatMap(([name, need]): readonly Problem[] => {
        const text = JSON.stringify(need);
        const other = seen.get(name);
        seen.set(name, { workload, need: text });
        if (other === undefined || other.need === text) return [];
        return [
          {
            code: 'ESP2237',
            file,
            path: addonPath(index, 'workloads', workload, 'needs', name),
            found: `The workload '${other.workload}' of '${addon.name}' has a different need called '${name}'.`,
            expected: 'Workloads of an addon share needs of the same name, which must be equal.',
            remedy: 'Rename one of the two, or make them equal.',
          },
        ];
      }),
    );
  });
}

function workloadDeclares(
  { ports = {}, metricsPort, paths, hostNetwork = false }: AddonWorkload,
  { file, path, what }: { readonly file: string; readonly path: string; readonly what: string },
): readonly Problem[] {
  const named = [metricsPort, ...paths.map((one) => ('from' in one ? one.port : undefined))];
  const unknown = named
    .filter((port) => port !== undefined)
    .filter((port) => !(port in ports))
    .map((port): Problem => ({
      code: 'ESP2306',
      file,
      path,
      found: `'${port}' is not a port of this workload.${didYouMean(port, Object.keys(ports))}`,
      expected: `Its ports: ${listOf(Object.keys(ports))}.`,
      remedy: "Correct the name, or add the port to 'ports'.",
    }));
  if (paths.length > 0 || hostNetwork || Object.keys(ports).length > 0) return unknown;
  return [
    {
      code: 'ESP2307',
      file,
      path: `${path}.paths`,
      found: `${what} declares no port and no network path.`,
      expected: 'Its namespace denies everything by default, so that the workload would have no network at all.',
      remedy: "Declare the paths it needs in 'paths'.",
    },
  ];
}
