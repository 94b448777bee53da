import * as names from '../names/index.ts';
import { didYouMean, listOf } from '../problem/closest.ts';
import type { Problem } from '../problem/problem.ts';
import type { ResolvedAddon } from '../resolved/resolved-addon.ts';
import type { ResolvedNamespace } from '../resolved/resolved-platform.ts';
import { cidrsOverlap } from '../schema/cidr.ts';
import { addonPath } from './addon.ts';
import { reservedApplications } from './applications.ts';
import type { ClusterInput } from './cluster-input.ts';

/** What must hold of a cluster and its addons before they are resolved. */
export function checkAddons(input: ClusterInput): readonly Problem[] {
  return [
    ...serviceCidrIsFree(input),
    ...addonNamesAreUnique(input),
    ...crdsHaveOneOwner(input),
    ...referencesExist(input),
    ...ingressHasAClass(input),
    ...tracesHaveAnAgent(input),
    ...nodeGroupsExist(input),
  ];
}

/** What must hold of the names that a cluster's apps and addons make up together. */
export function checkNames(
  input: ClusterInput,
  addons: readonly ResolvedAddon[],
  namespaces: readonly ResolvedNamespace[],
): readonly Problem[] {
  const { platform, environment, name: cluster, apps, file } = input;
  const problems: Problem[] = [];
  const roles = [
    ...apps
      .filter(({ app }) => app.hasRole)
      .map(({ app }) => ({
        role: names.roleName(platform.name, environment.name, cluster, app.name),
        of: `app '${app.name}'`,
        file: app.file,
      })),
    ...addons.flatMap((addon) =>
      [...new Set(addon.workloads.flatMap((workload) => workload.roleArn ?? []))].map((arn) => ({
        role: arn.slice(arn.indexOf('/') + 1),
        of: `addon '${addon.name}'`,
        file,
      })),
    ),
    ...namespaces.flatMap(({ name, secretStore }) =>
      secretStore === undefined
        ? []
        : [{ role: secretStore.roleArn.slice(secretStore.roleArn.indexOf('/') + 1), of: `namespace '${name}'`, file }],
    ),
  ];
  const seen = new Map<string, string>();
  for (const { role, of, file: at } of roles) {
    if (role.length > 64) {
      problems.push({
        code: 'ESP2205',
        file: at,
        path: '',
        found: `The IAM role of ${of} in cluster '${cluster}' would be called '${role}', which has ${role.length} characters.`,
        expected: 'IAM allows at most 64 characters for the name of a role.',
        remedy: 'Shorten the name of the app, namespace, cluster, environment or platform.',
      });
    }
    const other = seen.get(role);
    if (other !== undefined) problems.push(sharedName(at, 'IAM role', role, other, of));
    seen.set(role, of);
  }
  for (const namespace of namespaces) {
    const policies = new Map<string, number>();
    for (const { name } of namespace.paths) policies.set(name, (policies.get(name) ?? 0) + 1);
    for (const [name, count] of policies) {
      if (count > 1 || name === 'default-deny') {
        problems.push(
          sharedName(file, `NetworkPolicy of namespace '${namespace.name}'`, name, 'one app or workload', 'another'),
        );
      }
    }
  }
  return problems;
}

function sharedName(file: string, kind: string, name: string, one: string, other: string): Problem {
  return {
    code: 'ESP2206',
    file,
    path: '',
    found: `The ${kind} '${name}' would belong to ${one} and to ${other}.`,
    expected: 'Every derived name has one owner.',
    remedy: 'Rename one of the two.',
  };
}

function serviceCidrIsFree({ definition, environment, file }: ClusterInput): readonly Problem[] {
  const cidr = definition.serviceCidr ?? '172.20.0.0/16';
  if (!cidrsOverlap(cidr, environment.network.cidr)) return [];
  return [
    {
      code: 'ESP2108',
      file,
      path: 'serviceCidr',
      found: `The service block ${cidr} overlaps with the VPC's ${environment.network.cidr}.`,
      expected: 'Services and the VPC share no address.',
      remedy: 'Choose another block for one of them.',
    },
  ];
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
        found: `'${addon.name}' is taken already in cluster '${name}', by ${other}.`,
        expected: 'Every application of a cluster has a name of its own.',
        remedy: 'Give the addon another name, or take it out if it is there twice.',
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
          expected: 'CRDs have one owner; the last to sync would win.',
          remedy: `Keep the CRDs in one of the two.`,
        },
      ];
    }),
  );
}

function referencesExist({ definition, file, name }: ClusterInput): readonly Problem[] {
  const addons = definition.addons ?? [];
  const known = addons.map((addon) => addon.name);
  const groups = addons.flatMap((addon) => addon.provides?.crdGroups ?? []);
  return addons.flatMap((addon, index) => {
    const problems: Problem[] = [];
    for (const [position, requirement] of (addon.requires ?? []).entries()) {
      const [what, wanted, there] =
        'addon' in requirement
          ? (['addon', requirement.addon, known] as const)
          : (['CRDs of', requirement.crdGroup, groups] as const);
      if (there.includes(wanted)) continue;
      problems.push({
        code: 'ESP2305',
        file,
        path: addonPath(index, 'requires', position),
        found: `'${addon.name}' requires the ${what} '${wanted}', which cluster '${name}' does not have.${didYouMean(wanted, there)}`,
        expected: `Cluster '${name}' has: ${listOf(there)}.`,
        remedy: `Add the addon that provides it to 'addons'.`,
      });
    }
    for (const [workload, { ports = {}, metricsPort, paths, hostNetwork }] of Object.entries(addon.workloads ?? {})) {
      const named = [metricsPort, ...paths.map((path) => ('from' in path ? path.port : undefined))];
      for (const port of named) {
        if (port === undefined || port in ports) continue;
        problems.push({
          code: 'ESP2306',
          file,
          path: addonPath(index, 'workloads', workload),
          found: `'${port}' is not a port of this workload.${didYouMean(port, Object.keys(ports))}`,
          expected: `Its ports: ${listOf(Object.keys(ports))}.`,
          remedy: "Correct the name, or add the port to 'ports'.",
        });
      }
      if (paths.length === 0 && hostNetwork !== true && Object.keys(ports).length === 0) {
        problems.push({
          code: 'ESP2307',
          file,
          path: addonPath(index, 'workloads', workload, 'paths'),
          found: `'${workload}' of '${addon.name}' declares no port and no network path.`,
          expected: 'Its namespace denies everything by default, so that it could reach and be reached by nothing.',
          remedy: "Declare the paths it needs in 'paths'.",
        });
      }
    }
    if (addon.chart !== undefined && addon.workloads === undefined && !(addon.provides?.crdGroups ?? []).length) {
      problems.push({
        code: 'ESP2307',
        file,
        path: addonPath(index, 'workloads'),
        found: `'${addon.name}' installs a chart and declares nothing that it runs.`,
        expected: 'Its namespace denies everything by default; what the chart runs has to declare its network paths.',
        remedy: "Declare the pods in 'workloads', or '{}' if there are none.",
      });
    }
    return problems;
  });
}

function ingressHasAClass({ definition, apps, name }: ClusterInput): readonly Problem[] {
  if ((definition.addons ?? []).some((addon) => addon.provides?.ingressClass !== undefined)) return [];
  return apps.flatMap(({ app }) =>
    app.ingress === undefined
      ? []
      : [
          {
            code: 'ESP2208' as const,
            file: app.file,
            path: 'ingress',
            found: `Cluster '${name}' has no addon that provides an ingress class.`,
            expected: 'An Ingress needs a controller that serves it.',
            remedy: `Add one such as ingressNginx() to the addons of '${name}', or take the ingress out.`,
          },
        ],
  );
}

function tracesHaveAnAgent({ definition, apps, name }: ClusterInput): readonly Problem[] {
  if ((definition.addons ?? []).some((addon) => addon.provides?.endpoints?.['otlp-http'] !== undefined)) return [];
  return apps.flatMap(({ app }) =>
    app.traces
      ? [
          {
            code: 'ESP2209' as const,
            file: app.file,
            path: 'traces',
            found: `Cluster '${name}' has no addon that receives traces.`,
            expected: "An addon that provides the endpoint 'otlp-http'.",
            remedy: `Add telemetryAgent() to the addons of '${name}', or take 'traces' out.`,
          },
        ]
      : [],
  );
}

function nodeGroupsExist({ definition, apps, name }: ClusterInput): readonly Problem[] {
  const groups = Object.keys(definition.nodeGroups);
  return apps.flatMap(({ app, definition: { nodeGroup = 'general', container } }): readonly Problem[] => {
    const group = definition.nodeGroups[nodeGroup];
    if (group === undefined) {
      return [
        {
          code: 'ESP2207',
          file: app.file,
          path: 'nodeGroup',
          found: `Cluster '${name}' has no node group '${nodeGroup}'.${didYouMean(nodeGroup, groups)}`,
          expected: `Its node groups: ${listOf(groups)}.`,
          remedy: 'Name one of these, or add the node group to the cluster.',
        },
      ];
    }
    if ((container.resources.gpus ?? 0) > 0 && group.gpu !== true) {
      return [
        {
          code: 'ESP2210',
          file: app.file,
          path: 'container.resources.gpus',
          found: `The nodes of group '${nodeGroup}' in cluster '${name}' carry no GPU.`,
          expected: "A node group with 'gpu: true'.",
          remedy: "Name such a node group in 'nodeGroup'.",
        },
      ];
    }
    return [];
  });
}
