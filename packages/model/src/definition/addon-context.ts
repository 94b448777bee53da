import type { Json } from '../objects/index.ts';
import type { ImageAddress } from '../names/index.ts';

/** What an addon's functions receive about the cluster. All of it is plain data. */
export interface AddonContext {
  readonly platform: { readonly name: string; readonly domain: string; readonly repository: string };
  readonly environment: {
    readonly name: string;
    readonly region: string;
    readonly accountId: string;
    /** Domain of the environment, which owns its zone and certificates; every host of its clusters is in it. */
    readonly domain: string;
    readonly multiZone: boolean;
    /** Blocks of the public subnets, which contain only load balancers and NAT gateways. */
    readonly publicBlocks: readonly string[];
  };
  readonly cluster: {
    readonly name: string;
    readonly eksName: string;
    readonly kubernetesVersion: string;
    readonly nodeGroups: readonly string[];
  };
  readonly namespace: string;
  /** Hosts of the Ingresses of this cluster's apps, sorted. */
  readonly appHosts: readonly string[];
  /** ARN of the IRSA role of one of this addon's ServiceAccounts; only for those with needs. */
  readonly roleArn: (serviceAccount: string) => string;
  /** AWS name of a need: the bucket, the table, the queue, or the Secrets Manager path. */
  readonly needName: (need: string) => string;
  /** Name of the Kubernetes Secret of a `secret` or `postgres` need; External Secrets fills it. */
  readonly secretName: (need: string) => string;
  /** Well-known endpoints of the cluster's addons by name; `undefined` if no addon provides it. */
  readonly endpoint: (name: string) => ResolvedEndpoint | undefined;
  /** Hosts of the cluster's addons by name, such as `dashboards`; `undefined` if no addon provides it. */
  readonly host: (name: string) => string | undefined;
  /** Class for an Ingress, if an addon of the cluster provides one. */
  readonly ingressClass: string | undefined;
  /** Whether a load balancer serves Ingresses of that class itself, with their pods as its targets. */
  readonly ingressByLoadBalancer: boolean;
  /** Whether an addon of the cluster provides CRDs of this API group. */
  readonly hasCrds: (group: string) => boolean;
  /**
   * The reference that an image is pulled by: the copy in the platform's registry, or the image itself if its registry
   * cannot be cached. Takes the publisher's name, with or without a tag.
   */
  readonly image: (name: string) => ImageAddress;
  /** Text files under `manifests/<folder>/`, such as dashboards, by path relative to that folder, sorted. */
  readonly files: (folder: string) => Readonly<Record<string, string>>;
  /** The same for YAML and JSON files, parsed: one document a file. */
  readonly documents: (folder: string) => Readonly<Record<string, Json>>;
  /** Node selector and tolerations for pods on a node group. Throws if the cluster has no such group. */
  readonly placement: (nodeGroup: string) => Placement;
}

/** An endpoint with its address. */
export interface ResolvedEndpoint {
  /** `<service>.<namespace>.svc.cluster.local` */
  readonly host: string;
  readonly port: number;
}

/** Placement of pods, as fields of a pod spec. */
export interface Placement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly {
    readonly key: string;
    readonly operator: 'Equal';
    readonly value: string;
    readonly effect: 'NoSchedule';
  }[];
}
