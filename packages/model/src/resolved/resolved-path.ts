/** One allowed network path of some pods, by its class. The list that contains it gives the direction. */
export type ResolvedPath =
  /** Pods of a namespace with these labels. */
  (
    | { readonly class: 'pods'; readonly namespace: string; readonly selector: Readonly<Record<string, string>> }
    /** The control plane: cluster subnets; for egress also the `kubernetes` ClusterIP. */
    | { readonly class: 'control-plane'; readonly blocks: readonly string[] }
    /** The load balancer in the public subnets. */
    | { readonly class: 'load-balancer'; readonly blocks: readonly string[] }
    /** Addresses inside the VPC: databases, interface endpoints, nodes. */
    | { readonly class: 'vpc'; readonly blocks: readonly string[] }
    /** Every public address, no private ones. */
    | { readonly class: 'public'; readonly except: readonly string[] }
  ) & {
    readonly ports: readonly ResolvedPathPort[];
    /** What declared the path, such as `talksTo authorization`; becomes part of the policy's annotation. */
    readonly because: string;
  };

export interface ResolvedPathPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}
