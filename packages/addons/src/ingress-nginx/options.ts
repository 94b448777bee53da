export interface IngressNginxOptions {
  /** Hosts that the ALB passes on; `*.` stands for one label. @default ['*.<domain of the platform>'] */
  readonly hosts?: readonly string[] | undefined;
  /** Address that Ingresses show as theirs: a host name of the ALB. @default 'ingress.<domain of the platform>' */
  readonly publishStatusAddress?: string | undefined;
  /** Whether the ALB has public addresses. @default 'internet-facing' */
  readonly scheme?: 'internet-facing' | 'internal' | undefined;
}
