import type { ResolvedNodeShape } from '@espalier/model';

/** Kubernetes' own bound of pods on a node, which addresses by prefix reach on every Nitro instance. */
const maxPods = 110;

/**
 * `amiType` of a node group.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html
 */
export function amiType({ operatingSystem, architecture }: ResolvedNodeShape, gpu: boolean): string {
  const machine = architecture === 'arm64' ? 'ARM_64' : 'x86_64';
  if (operatingSystem === 'bottlerocket') return `BOTTLEROCKET_${machine}${gpu ? '_NVIDIA' : ''}`;
  return `AL2023_${machine}_${gpu ? 'NVIDIA' : 'STANDARD'}`;
}

/** Devices of a node's volumes: `root` holds what volumes of pods and images fill; Bottlerocket keeps itself apart. */
export function volumeDevices({ operatingSystem }: ResolvedNodeShape): {
  readonly data: string;
  readonly system?: string;
} {
  return operatingSystem === 'bottlerocket' ? { data: '/dev/xvdb', system: '/dev/xvda' } : { data: '/dev/xvda' };
}

/**
 * What a node is told at its start, in base64: EKS adds how to join the cluster. The number of pods is ours, since what
 * EKS counts depends on how the CNI happened to be configured when the group was created.
 *
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
 * @see https://bottlerocket.dev/en/os/latest/#/api/settings/kubernetes/
 */
export function userData({ operatingSystem }: ResolvedNodeShape): string {
  const text =
    operatingSystem === 'bottlerocket' ? `[settings.kubernetes]\nmax-pods = ${maxPods}\n` : multipart(nodeConfig);
  return Buffer.from(text).toString('base64');
}

const nodeConfig = `---
apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: ${maxPods}
`;

function multipart(part: string): string {
  return [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="//"',
    '',
    '--//',
    'Content-Type: application/node.eks.aws',
    '',
    part,
    '--//--',
    '',
  ].join('\n');
}
