import { optionSchemas, type OptionSchema } from '@espalier/model';
export interface IngressNginxOptions {
  /** Hosts that the ALB forwards; `*.` matches one label. @default ['*.<domain of the environment>'] */
  readonly hosts?: readonly string[] | undefined;
  /** Address in the status of Ingresses: a host name of the ALB. @default 'ingress.<domain of the environment>' */
  readonly publishStatusAddress?: string | undefined;
  /** Whether the ALB has public addresses. @default 'internet-facing' */
  readonly scheme?: 'internet-facing' | 'internal' | undefined;
  /** Blocks that may reach the ALB, such as those of an office or of a content delivery network. @default everywhere */
  readonly inboundCidrs?: readonly string[] | undefined;
  /** ARN of the AWS WAF web ACL that filters the ALB's requests. @default none */
  readonly webAclArn?: string | undefined;
  /**
   * Deletion protection of the ALB. With it, the AWS Load Balancer Controller also blocks the deletion of the Ingress:
   * set it to false and wait for Argo CD's sync before you delete the Ingress or the cluster.
   *
   * @default whether the environment spreads its data over zones
   */
  readonly deletionProtection?: boolean | undefined;
}

/** What IngressNginxOptions have to be. */
export const ingressNginxOptions = optionSchemas.object({
  hosts: optionSchemas.list(optionSchemas.hostPattern).min(1).optional(),
  publishStatusAddress: optionSchemas.hostName.optional(),
  scheme: optionSchemas.choice(['internet-facing', 'internal']).optional(),
  inboundCidrs: optionSchemas.list(optionSchemas.block).min(1).optional(),
  webAclArn: optionSchemas.arn.optional(),
  deletionProtection: optionSchemas.flag.optional(),
}) satisfies OptionSchema<IngressNginxOptions>;
