import type { PodSecurityLevel, RiskSeverity } from '../definition/index.ts';
import type { ResolvedAddon } from './resolved-addon.ts';
import type { ResolvedApp, ResolvedDeployment } from './resolved-app.ts';
import type { ResolvedApplication } from './resolved-application.ts';
import type { ResolvedIdentity } from './resolved-identity.ts';
import type { ResolvedPath } from './resolved-path.ts';

/**
 * The whole model with every default filled in: deeply frozen plain data, except for the functions of escape hatches.
 */
export interface ResolvedPlatform {
  readonly name: string;
  readonly repository: string;
  readonly revision: string;
  readonly domain: string;
  readonly owners: Readonly<Record<string, string>>;
  /** Settings of the workflows of GitHub. */
  readonly ci: { readonly clustersPerJob: number; readonly previewPullRequests: boolean };
  readonly riskBudget: {
    readonly severity: RiskSeverity;
    readonly deletions: { readonly objects: number; readonly share: number };
  };
  readonly accounts: Readonly<Record<string, ResolvedAccount>>;
  /** Names of the accounts in the order of `platform.ts`, in which a change reaches them: staging before production. */
  readonly accountOrder: readonly string[];
  /** The account that holds the ECR repositories. */
  readonly registry: ResolvedAccount;
  readonly environments: Readonly<Record<string, ResolvedEnvironment>>;
  /** Names of all apps, released or not, sorted. */
  readonly apps: readonly string[];
  /** The released apps by environment name; apps sorted by name. */
  readonly deployments: Readonly<Record<string, readonly ResolvedDeployment[]>>;
  /** Clusters by name, in the order of their names. */
  readonly clusters: Readonly<Record<string, ResolvedCluster>>;
}

export interface ResolvedAccount {
  readonly name: string;
  readonly id: string;
  readonly role: 'registry' | 'workload';
  readonly region: string;
}

export interface ResolvedEnvironment {
  readonly name: string;
  readonly account: ResolvedAccount;
  readonly region: string;
  /** Domain of the environment's zone and certificate. */
  readonly domain: string;
  readonly network: ResolvedNetwork;
  readonly data: { readonly multiZone: boolean; readonly backupRetentionDays: number };
  readonly alarms: { readonly emails: readonly string[] };
}

/** The VPC, split into tiers. Every tier is one block with one subnet per zone. */
export interface ResolvedNetwork {
  readonly cidr: string;
  /** Availability zones by their letters, two or three: `a` is `us-east-1a`. */
  readonly zones: readonly string[];
  readonly nat: 'single' | 'one-per-zone';
  readonly tiers: {
    /** Nodes and pods: three quarters of the VPC. */
    readonly workloads: ResolvedTier;
    /** ALB and NAT gateways. */
    readonly public: ResolvedTier;
    /** Databases. */
    readonly data: ResolvedTier;
    /** The control plane's network interfaces: EKS's cluster subnets. */
    readonly controlPlane: ResolvedTier;
    /** Interface endpoints. */
    readonly endpoints: ResolvedTier;
  };
}

export interface ResolvedTier {
  /** The fewest blocks that cover the tier and no other tier. */
  readonly blocks: readonly string[];
  /** One a zone. */
  readonly subnets: readonly string[];
}

export interface ResolvedCluster {
  readonly name: string;
  readonly environment: ResolvedEnvironment;
  /** Name of the EKS cluster in its account. */
  readonly eksName: string;
  /** Version of the control plane; what the manifests are for. */
  readonly kubernetesVersion: string;
  /**
   * Versions of the managed addons and the nodes. They differ from the control plane's version only during an upgrade.
   */
  readonly managedAddonsVersion: string;
  readonly nodesVersion: string;
  /** EKS addons by name, with a version that replaces the pinned one. */
  readonly managedAddons: Readonly<Record<string, string>>;
  readonly serviceCidr: string;
  /** The ClusterIP of `kubernetes.default`: the first address of the service block. */
  readonly kubernetesServiceIp: string;
  /** Private blocks that may reach the API server. */
  readonly reachableFrom: readonly string[];
  readonly nodeGroups: Readonly<Record<string, ResolvedNodeGroup>>;
  /** Class of the Ingresses; `undefined` if no addon provides one. */
  readonly ingressClass: string | undefined;
  /** Whether the load balancer itself reaches the apps' pods. */
  readonly ingressByLoadBalancer: boolean;
  /** API groups of the CRDs that the cluster's addons install. */
  readonly crdGroups: readonly string[];
  readonly addons: readonly ResolvedAddon[];
  /** Apps with a release in the environment. The same frozen object in every cluster of one environment. */
  readonly apps: readonly ResolvedApp[];
  /** Namespaces that this cluster owns, sorted by name. */
  readonly namespaces: readonly ResolvedNamespace[];
  /** One for each directory of the tree, in sync order: wave, then name. */
  readonly applications: readonly ResolvedApplication[];
  /** Every role that pods of the cluster assume, sorted by name. */
  readonly identities: readonly ResolvedIdentity[];
  /** OTLP over HTTP endpoint, such as `http://collector.monitoring-agents.svc.cluster.local:4318`. */
  readonly otlpEndpoint: string | undefined;
}

export interface ResolvedNodeGroup extends ResolvedNodeShape {
  readonly name: string;
  readonly dedicatedTo: string | undefined;
  readonly gpu: boolean;
  /** Generations with an earlier shape. Their nodes accept no new pods and stay until their pods have moved. */
  readonly retiring: readonly ResolvedNodeShape[];
}

/** The settings of nodes. Another shape is another generation of the group. */
export interface ResolvedNodeShape {
  readonly instanceTypes: readonly string[];
  readonly architecture: 'x86_64' | 'arm64';
  readonly operatingSystem: 'al2023' | 'bottlerocket';
  readonly volumeGibibytes: number;
  /** EKS AMI release; `undefined` means the release pinned for the nodes' Kubernetes version. */
  readonly amiRelease: string | undefined;
  readonly size: { readonly min: number; readonly max: number };
}

export interface ResolvedNamespace {
  readonly name: string;
  readonly podSecurity: { readonly level: PodSecurityLevel; readonly reason: string | undefined };
  /** Whether company apps run here; only these namespaces have a quota and limit range. */
  readonly hasApps: boolean;
  readonly quota: { readonly cpu: string; readonly memory: string; readonly pods: number };
  /** The SecretStore of the namespace; `undefined` if nothing reads a secret. */
  readonly secretStore: ResolvedSecretStore | undefined;
  /** The allowed network paths, one entry for every set of pods; DNS is included. */
  readonly paths: readonly PodPaths[];
}

export interface ResolvedSecretStore {
  readonly name: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly region: string;
}

/** The network paths of the pods under one set of labels. */
export interface PodPaths {
  /** Name of the app, or addon and workload: names the NetworkPolicy. */
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly ingress: readonly ResolvedPath[];
  readonly egress: readonly ResolvedPath[];
}
