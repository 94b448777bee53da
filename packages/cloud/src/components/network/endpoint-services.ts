/** Services that the VPC reaches through an interface endpoint of its own instead of through NAT. */
export const interfaceServices = [
  // Nodes pull images, runners push them.
  'ecr.api',
  'ecr.dkr',
  // Every pod with a role exchanges its token here before anything else.
  'sts',
  // The CNI attaches addresses, the EBS CSI driver volumes.
  'ec2',
  'logs',
  // External Secrets reads, and what it reads is encrypted.
  'secretsmanager',
  'kms',
  // Nodes join their cluster, and pods with EKS Pod Identity get their role.
  'eks',
  'eks-auth',
  'elasticloadbalancing',
  'autoscaling',
  // Queues are a need: a worker polls all day.
  'sqs',
] as const;

export type InterfaceService = (typeof interfaceServices)[number];

/** Services that the VPC reaches through routes, which cost nothing. */
export const gatewayServices = ['s3', 'dynamodb'] as const;

export type GatewayService = (typeof gatewayServices)[number];

/** Name of a service's endpoint in a region. */
export function endpointServiceName(region: string, service: InterfaceService | GatewayService): string {
  return `com.amazonaws.${region}.${service}`;
}
