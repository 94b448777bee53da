import { optionSchemas, type OptionSchema } from '@espalier/model';
export interface IngressNginxOptions {
  /** Hosts that the ALB passes on; `*.` stands for one label. @default ['*.<domain of the environment>'] */
  readonly hosts?: readonly string[] | undefined;
  /** Address that Ingresses show as theirs: a host name of the ALB. @default 'ingress.<domain of the environment>' */
  readonly publishStatusAddress?: string | undefined;
  /** Whether the ALB has public addresses. @default 'internet-facing' */
  readonly scheme?: 'internet-facing' | 'internal' | undefined;
  /** Blocks that may reach the ALB, such as those of an office or of a content delivery network. @default everywhere */
  readonly inboundCidrs?: readonly string[] | undefined;
  /** ARN of the AWS WAF web ACL that filters what reaches the ALB. @default none */
  readonly webAclArn?: string | undefined;
  /**
   * Whether the ALB refuses to be deleted. While it does, the AWS Load Balancer Controller does not let the Ingress go
   * either: set it to false, and let Argo CD sync it, before the Ingress or the cluster goes.
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
