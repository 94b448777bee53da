import semver from 'semver';
import { didYouMean, listOf, validate, type Problem } from '../../problem/index.ts';
import { addonPath } from '../addon/index.ts';
import { checkAddonWorkloads } from './addon-workload-rules.ts';
import { reservedApplications } from '../validate/index.ts';
import type { ClusterInput } from './cluster-input.ts';

/** Rules for a cluster's addons before they are resolved. */
const rules = [
  optionsAreValid,
  chartsAcceptKubernetes,
  addonNamesAreUnique,
  crdsHaveOneOwner,
  oneIngressClass,
  requirementsExist,
  checkAddonWorkloads,
] as const satisfies readonly ((input: ClusterInput) => readonly Problem[])[];

/** All problems of a cluster's addons before they are resolved. */
export function checkAddons(input: ClusterInput): readonly Problem[] {
  return rules.flatMap((rule) => rule(input));
}

/** Options are arguments of the addon's function. A problem names their path like fields of the addon. */
function optionsAreValid({ definition, file }: ClusterInput): readonly Problem[] {
  return (definition.addons ?? []).flatMap(({ name, options }, index) =>
    options === undefined
      ? []
      : validate(options.schema, options.given, file).problems.map((problem) => ({
          ...problem,
          path: `${addonPath(index)} (${name})${problem.path === '' ? '' : `.${problem.path}`}`,
        })),
  );
}

/** Helm refuses to install a chart outside its `kubeVersion`, and checks this only at installation. */
function chartsAcceptKubernetes({ definition, file, name }: ClusterInput): readonly Problem[] {
  const { kubernetesVersion, addons = [] } = definition;
  return addons.flatMap((addon, index): readonly Problem[] => {
    const range = addon.chart?.kubernetes;
    if (range === undefined || semver.satisfies(`${kubernetesVersion}.0`, range, { includePrerelease: true }))
      return [];
    return [
      {
        code: 'ESP2309',
        file,
        path: addonPath(index, 'chart'),
        found: `The chart '${addon.chart?.name ?? ''}' accepts Kubernetes ${range}; cluster '${name}' runs ${kubernetesVersion}.`,
        expected: 'A Kubernetes version that each chart accepts by its `kubeVersion`.',
        remedy: 'Pin another version of the chart in apps/platform/charts.yaml, or run another Kubernetes version.',
      },
    ];
  });
}

function addonNamesAreUnique({ definition, apps, file, name }: ClusterInput): readonly Problem[] {
  const taken = new Map<string, string>([
    ...reservedApplications.map((reserved) => [reserved, 'a directory of the tree'] as const),
    ...apps.map(({ app }) => [app.name, `the app in ${app.file}`] as const),
  ]);
  return (definition.addons ?? []).flatMap((addon, index) => {
    const other = taken.get(addon.name);
    taken.set(addon.name, `addons[${index}]`);
    if (other === undefined) return [];
    return [
      {
        code: 'ESP2303' as const,
        file,
        path: addonPath(index, 'name'),
        found: `'${addon.name}' is already in use in cluster '${name}', by ${other}.`,
        expected: 'Every application of a cluster has a unique name.',
        remedy: 'Rename the addon, or remove it if it is listed twice.',
      },
    ];
  });
}

function crdsHaveOneOwner({ definition, file }: ClusterInput): readonly Problem[] {
  const owners = new Map<string, string>();
  return (definition.addons ?? []).flatMap((addon, index) =>
    (addon.provides?.crdGroups ?? []).flatMap((group) => {
      const other = owners.get(group);
      owners.set(group, addon.name);
      if (other === undefined) return [];
      return [
        {
          code: 'ESP2304' as const,
          file,
          path: addonPath(index),
          found: `'${addon.name}' and '${other}' both install the CRDs of ${group}.`,
          expected: 'CRDs have one owner; of two, the last sync would win.',
          remedy: `Keep the CRDs in only one of the two.`,
        },
      ];
    }),
  );
}

function oneIngressClass({ definition, file, name }: ClusterInput): readonly Problem[] {
  const addons = definition.addons ?? [];
  const providers = addons.flatMap((addon, index) =>
    addon.provides?.ingressClass === undefined ? [] : [{ addon, index }],
  );
  return providers.slice(1).map(({ addon, index }) => ({
    code: 'ESP2312',
    file,
    path: addonPath(index),
    found: `'${addon.name}' provides the ingress class of cluster '${name}', as '${providers[0]?.addon.name ?? ''}' already does.`,
    expected: 'One class for the Ingresses of all apps.',
    remedy: 'Keep one of the two.',
  }));
}

function requirementsExist({ definition, file, name }: ClusterInput): readonly Problem[] {
  const addons = definition.addons ?? [];
  const known = addons.map((addon) => addon.name);
  const groups = addons.flatMap((addon) => addon.provides?.crdGroups ?? []);
  return addons.flatMap((addon, index) =>
    (addon.requires ?? []).flatMap((requirement, position): readonly Problem[] => {
      const [what, wanted, there] =
        'addon' in requirement
          ? (['addon', requirement.addon, known] as const)
          : (['CRDs of', requirement.crdGroup, groups] as const);
      if (there.includes(wanted)) return [];
      return [
        {
          code: 'ESP2305',
          file,
          path: addonPath(index, 'requires', position),
          found: `'${addon.name}' requires the ${what} '${wanted}', which cluster '${name}' does not have.${didYouMean(wanted, there)}`,
          expected: `Cluster '${name}' has: ${listOf(there)}.`,
          remedy: "Add the addon that provides it to 'addons'.",
        },
      ];
    }),
  );
}
