import { architectureOf } from '../../names/index.ts';
import { yieldsSecret } from '../../needs/index.ts';
import { didYouMean, formatPath, listOf, type Problem } from '../../problem/index.ts';
import { cidrsOverlap } from '../../schema-parts/index.ts';
import { ingressClassOf } from '../addon/index.ts';
import type { ClusterInput } from './cluster-input.ts';
import { checkAddons } from './addon-rules.ts';
import { generationsDiffer } from './generation-rules.ts';
import { checkUpgrade } from './upgrade-rules.ts';

/** Rules for a cluster and its apps. */
const rules = [
  serviceCidrIsFree,
  ingressHasAClass,
  tracesHaveAnAgent,
  nodesHaveOneArchitecture,
  nodeGroupsExist,
  appsKeepToThemselves,
  secretsHaveAReader,
  checkUpgrade,
  generationsDiffer,
  checkAddons,
] as const satisfies readonly ((input: ClusterInput) => readonly Problem[])[];

/** All problems of a cluster, its apps and its addons, before anything is derived from them. */
export function checkCluster(input: ClusterInput): readonly Problem[] {
  return rules.flatMap((rule) => rule(input));
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
      expected: 'Services and the VPC have different addresses.',
      remedy: 'Choose another block for one of them.',
    },
  ];
}

function ingressHasAClass({ definition, apps, name }: ClusterInput): readonly Problem[] {
  if (ingressClassOf(definition.addons ?? []) !== undefined) return [];
  return apps.flatMap(({ app }) =>
    app.ingress === undefined
      ? []
      : [
          {
            code: 'ESP2208' as const,
            file: app.file,
            path: 'ingress',
            found: `Cluster '${name}' has no addon that provides an ingress class.`,
            expected: 'A controller that serves the Ingress.',
            remedy: `Add one such as ingressNginx() to the addons of '${name}', or remove the ingress.`,
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
            remedy: `Add telemetryAgent() to the addons of '${name}', or remove 'traces'.`,
          },
        ]
      : [],
  );
}

/** All instance types of a shape share one launch template, and so one image. */
function nodesHaveOneArchitecture({ definition, file, name }: ClusterInput): readonly Problem[] {
  return Object.entries(definition.nodeGroups).flatMap(([group, shape]) =>
    [shape, ...(shape.retiring ?? [])].flatMap(({ instanceTypes }, index): readonly Problem[] => {
      const byArchitecture = Map.groupBy(instanceTypes, architectureOf);
      if (byArchitecture.size < 2) return [];
      const found = [...byArchitecture].map(([architecture, types]) => `${types.join(', ')} (${architecture})`);
      return [
        {
          code: 'ESP2226',
          file,
          path: formatPath(['nodeGroups', group, ...(index === 0 ? [] : ['retiring', index - 1]), 'instanceTypes']),
          found: `The nodes of group '${group}' in cluster '${name}' have two architectures: ${found.join(' and ')}.`,
          expected: 'Instance types of one architecture: an image is built for one architecture.',
          remedy: 'Give each architecture its own node group.',
        },
      ];
    }),
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
          remedy: 'Use one of these, or add the node group to the cluster.',
        },
      ];
    }
    if ((container.resources.gpus ?? 0) > 0 && group.gpu !== true) {
      return [
        {
          code: 'ESP2210',
          file: app.file,
          path: 'container.resources.gpus',
          found: `The nodes of group '${nodeGroup}' in cluster '${name}' have no GPU.`,
          expected: "A node group with 'gpu: true'.",
          remedy: "Set 'nodeGroup' to such a node group.",
        },
      ];
    }
    return [];
  });
}

/** Apps in one namespace share its secrets, its AppProject and its quota. */
function appsKeepToThemselves({ definition, apps, name }: ClusterInput): readonly Problem[] {
  const owners = new Map((definition.addons ?? []).map((addon) => [addon.namespace, addon.name]));
  return apps.flatMap(({ app }): readonly Problem[] => {
    const addon = owners.get(app.namespace);
    if (addon === undefined) return [];
    return [
      {
        code: 'ESP2215',
        file: app.file,
        path: 'namespace',
        found: `'${app.namespace}' is the namespace of the addon '${addon}' in cluster '${name}'.`,
        expected: 'Apps have their own namespaces.',
        remedy: 'Choose another namespace.',
      },
    ];
  });
}

function secretsHaveAReader({ definition, apps, file, name }: ClusterInput): readonly Problem[] {
  const addons = definition.addons ?? [];
  if (addons.some((addon) => addon.provides?.crdGroups?.includes('external-secrets.io') === true)) return [];
  const readers = [
    ...apps.filter(({ app }) => app.needs.some(yieldsSecret)).map(({ app }) => app.name),
    ...addons
      .filter(({ workloads = {} }) =>
        Object.values(workloads).some(({ needs = {} }) => Object.values(needs).some(yieldsSecret)),
      )
      .map((addon) => addon.name),
  ];
  if (readers.length === 0) return [];
  return [
    {
      code: 'ESP2216',
      file,
      path: 'addons',
      found: `Cluster '${name}' has no addon that brings secrets from Secrets Manager.`,
      expected: `These need some: ${listOf(readers)}.`,
      remedy: `Add externalSecrets() to the addons of '${name}'.`,
    },
  ];
}
