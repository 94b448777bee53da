import { optionSchemas, type OptionSchema } from '@espalier/model';

export interface AlbIngressOptions {
  /** ARNs of ACM certificates that cover every host; the first is for clients without SNI. */
  readonly certificateArns: readonly string[];
  /** Whether the ALB has public addresses. @default 'internet-facing' */
  readonly scheme?: 'internet-facing' | 'internal' | undefined;
  /** Blocks that may reach the ALB, such as those of an office or of a content delivery network. @default everywhere */
  readonly inboundCidrs?: readonly string[] | undefined;
  /** ARN of the AWS WAF web ACL that filters the ALB's requests. @default none */
  readonly webAclArn?: string | undefined;
  /**
   * Deletion protection of the ALB, against people and other programs. Since it is a parameter of the class, the AWS
   * Load Balancer Controller removes it when the last Ingress is deleted.
   *
   * @default whether the environment spreads its data over zones
   */
  readonly deletionProtection?: boolean | undefined;
}

/** What AlbIngressOptions have to be. */
export const albIngressOptions = optionSchemas.object({
  certificateArns: optionSchemas.list(optionSchemas.arn).min(1),
  scheme: optionSchemas.choice(['internet-facing', 'internal']).optional(),
  inboundCidrs: optionSchemas.list(optionSchemas.block).min(1).optional(),
  webAclArn: optionSchemas.arn.optional(),
  deletionProtection: optionSchemas.flag.optional(),
}) satisfies OptionSchema<AlbIngressOptions>;
