import type { NodeShape } from '../../definition/index.ts';
import type { Problem } from '../../problem/index.ts';
import type { ClusterInput } from './cluster-input.ts';

/**
 * Rules for the versions of a cluster during an upgrade. EKS upgrades the control plane first, one minor at a time.
 * Addons are built for a minor, and an older control plane rejects them. Nodes come last, so that a new kubelet has the
 * network and DNS addons of its minor.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/cluster-upgrades.html
 */
const rules = [stepsAreOneMinor, nodesAreNotAhead, imagesAreOfTheirMinor] as const satisfies readonly ((
  input: ClusterInput,
) => readonly Problem[])[];

/** All problems of the versions of a cluster. */
export function checkUpgrade(input: ClusterInput): readonly Problem[] {
  return rules.flatMap((rule) => rule(input));
}

function stepsAreOneMinor({ definition, file }: ClusterInput): readonly Problem[] {
  const { kubernetesVersion, stillAt = {} } = definition;
  const steps = [
    ['managedAddons', 'The managed addons', stillAt.managedAddons],
    ['nodes', 'The nodes', stillAt.nodes],
  ] as const;
  return steps.flatMap(([key, what, version]): readonly Problem[] => {
    const behind = version === undefined ? 0 : minor(kubernetesVersion) - minor(version);
    if (behind === 0 || behind === 1) return [];
    const before = `1.${minor(kubernetesVersion) - 1}`;
    return [
      {
        code: 'ESP2218',
        file,
        path: `stillAt.${key}`,
        found: `${what} are still at ${version ?? ''}, the control plane is at ${kubernetesVersion}.`,
        expected: `${before} during an upgrade, or nothing: EKS upgrades one minor at a time, the control plane first.`,
        remedy:
          behind > 1
            ? `Finish the upgrade to ${before} before you raise the control plane to ${kubernetesVersion}.`
            : `Raise 'kubernetesVersion' to ${version ?? ''} first, or remove '${key}'.`,
      },
    ];
  });
}

function nodesAreNotAhead({ definition, file }: ClusterInput): readonly Problem[] {
  const { kubernetesVersion, stillAt = {} } = definition;
  const addons = stillAt.managedAddons ?? kubernetesVersion;
  const nodes = stillAt.nodes ?? kubernetesVersion;
  if (minor(nodes) <= minor(addons)) return [];
  return [
    {
      code: 'ESP2219',
      file,
      path: 'stillAt.managedAddons',
      found: `The nodes go to ${nodes} while the managed addons are still at ${addons}.`,
      expected: 'The order of EKS: control plane, addons, nodes.',
      remedy: `Leave 'nodes' at ${addons} until the addons are at ${nodes}.`,
    },
  ];
}

/** The release of an AL2023 image begins with its Kubernetes version; Bottlerocket has its own versions. */
function imagesAreOfTheirMinor({ definition, file }: ClusterInput): readonly Problem[] {
  const nodes = definition.stillAt?.nodes ?? definition.kubernetesVersion;
  const check = (shape: NodeShape, path: string): readonly Problem[] => {
    const { amiRelease, operatingSystem = 'al2023' } = shape;
    if (amiRelease === undefined || operatingSystem !== 'al2023' || amiRelease.startsWith(`${nodes}.`)) return [];
    return [
      {
        code: 'ESP2220',
        file,
        path: `${path}.amiRelease`,
        found: `The image ${amiRelease} is not one for Kubernetes ${nodes}, which the nodes run.`,
        expected: `A release of the EKS AMI such as ${nodes}.0-20261105.`,
        remedy: `Choose a release for ${nodes}, or remove 'amiRelease'.`,
      },
    ];
  };
  return Object.entries(definition.nodeGroups).flatMap(([name, group]) => [
    ...check(group, `nodeGroups.${name}`),
    ...(group.retiring ?? []).flatMap((shape, index) => check(shape, `nodeGroups.${name}.retiring[${index}]`)),
  ]);
}

/** 35 of `1.35`. */
function minor(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
