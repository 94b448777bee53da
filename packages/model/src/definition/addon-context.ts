import type { Json } from '../objects/index.ts';
import type { ImageAddress } from '../names/index.ts';

/** What an addon's functions get to know about the cluster they are installed in. All of it is plain data. */
export interface AddonContext {
  readonly platform: { readonly name: string; readonly domain: string; readonly repository: string };
  readonly environment: {
    readonly name: string;
    readonly region: string;
    readonly accountId: string;
    /** Domain whose zone and certificates it owns; every host of its clusters lies in it. */
    readonly domain: string;
    readonly multiZone: boolean;
    /** Blocks of the public subnets, which hold the load balancer's addresses and NAT gateways alone. */
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
  /** Well-known endpoints of the cluster's addons by name; `undefined` where no addon provides it. */
  readonly endpoint: (name: string) => ResolvedEndpoint | undefined;
  /** Hosts of the cluster's addons by name, such as `dashboards`; `undefined` where no addon provides it. */
  readonly host: (name: string) => string | undefined;
  /** Class for an Ingress, where an addon of the cluster provides one. */
  readonly ingressClass: string | undefined;
  /** Whether a load balancer serves Ingresses of that class itself, with their pods as its targets. */
  readonly ingressByLoadBalancer: boolean;
  /** Whether an addon of the cluster provides CRDs of this API group. */
  readonly hasCrds: (group: string) => boolean;
  /**
   * Where an image is pulled from, by the name that its publisher gives it, with or without a tag: the copy in the
   * platform's registry, or the image itself where its registry cannot be cached.
   */
  readonly image: (name: string) => ImageAddress;
  /** Text files under `manifests/<folder>/`, by path relative to that folder, sorted; such as dashboards. */
  readonly files: (folder: string) => Readonly<Record<string, string>>;
  /** The same for YAML and JSON files, parsed: one document a file. */
  readonly documents: (folder: string) => Readonly<Record<string, Json>>;
  /** How to run on a node group: labels and tolerations for the pods. Fails where the cluster has no such group. */
  readonly placement: (nodeGroup: string) => Placement;
}

/** An endpoint with its address. */
export interface ResolvedEndpoint {
  /** `<service>.<namespace>.svc.cluster.local` */
  readonly host: string;
  readonly port: number;
}

/** Where pods run, in the words of a pod spec. */
export interface Placement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly {
    readonly key: string;
    readonly operator: 'Equal';
    readonly value: string;
    readonly effect: 'NoSchedule';
  }[];
}
