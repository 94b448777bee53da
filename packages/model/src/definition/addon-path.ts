/**
 * A network path of an addon's pods. Each class needs different rules with the VPC CNI's policy agent. `to` is egress
 * of these pods, `from` ingress to the named container port.
 */
export type AddonPath =
  /** Pods behind an endpoint that an addon of this cluster provides, such as `logs`; no path where none provides it. */
  | { readonly to: 'endpoint'; readonly endpoint: string }
  /** Another workload of an addon of this cluster. `addon` is left out for the same addon; `udp` adds UDP to TCP. */
  | {
      readonly to: 'workload';
      readonly addon?: string | undefined;
      readonly workload: string;
      readonly port: string;
      readonly udp?: boolean | undefined;
    }
  /** Every pod of the cluster that exposes metrics; for a scraper. */
  | { readonly to: 'metrics' }
  /** The Kubernetes API: cluster subnets and the `kubernetes` ClusterIP, port 443. */
  | { readonly to: 'control-plane' }
  /** The kubelets and host-network pods of every node, on the given port. */
  | { readonly to: 'nodes'; readonly port: number }
  /** Interface endpoints of the VPC, port 443: STS, Secrets Manager, EC2, … */
  | { readonly to: 'vpc-endpoints' }
  /** Public addresses, port 443: S3 and DynamoDB through gateway endpoints, Git, registries. */
  | { readonly to: 'public'; readonly hosts: readonly string[] }
  /** Pods behind every Ingress of the class that this addon provides. */
  | { readonly to: 'ingress-backends' }
  /** The API server calls a webhook or aggregated API. */
  | { readonly from: 'control-plane'; readonly port: string }
  /** The load balancer in the public subnets. */
  | { readonly from: 'load-balancer'; readonly port: string }
  /** Every app that sends traces. */
  | { readonly from: 'traced-apps'; readonly port: string }
  /** Nodes: pods on the host's network. Kubelet probes need no rule. */
  | { readonly from: 'nodes'; readonly port: string }
  /** The pods of the cluster's ingress class, for an addon with an Ingress. */
  | { readonly from: 'ingress'; readonly port: string };
