import type { ChartReference, HelmValues, IgnoredDifference, Lifecycle, OutsideClaim } from '../definition/index.ts';
import type { GroupKind, KubernetesObject } from '../objects/index.ts';
import type { Problem } from '../problem/index.ts';
import type { ResolvedNeed } from '../needs/index.ts';

/** An addon as it is installed in one cluster: its functions called, its overlays merged. Plain data. */
export interface ResolvedAddon {
  readonly name: string;
  readonly namespace: string;
  /** Other namespaces that the chart puts objects into. */
  readonly alsoInNamespaces: readonly string[];
  /** Cluster-scoped kinds that the chart creates, beyond those that every chart may create. */
  readonly clusterKinds: readonly GroupKind[];
  readonly lifecycle: Lifecycle | undefined;
  readonly chart: ChartReference | undefined;
  /** The addon's values with the overlays of `manifests/values/` merged over them. */
  readonly values: HelmValues;
  /** Warnings: what looks wrong in the overlays but may be right. */
  readonly uncertainKeys: readonly Problem[];
  /** Companion objects as the addon gave them, plus raw YAML of `manifests/`. */
  readonly objects: readonly KubernetesObject[];
  readonly workloads: readonly ResolvedAddonWorkload[];
  /** All needs of its workloads. */
  readonly needs: readonly ResolvedNeed[];
  readonly crdGroups: readonly string[];
  /** Hosts that its chart writes Ingresses for. */
  readonly hosts: readonly string[];
  /** The class of Ingresses that it provides. */
  readonly ingressClass: string | undefined;
  /** Whether it writes the DNS records of the load balancer's hosts. */
  readonly writesHostRecords: boolean;
  /** Unique names that it uses outside its cluster and AWS. */
  readonly claims: readonly OutsideClaim[];
  readonly serverSideApply: boolean;
  readonly ignoreDifferences: readonly IgnoredDifference[];
}

export interface ResolvedAddonWorkload {
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly serviceAccount: string;
  /** IRSA role of the ServiceAccount; `undefined` if the workload needs nothing from AWS. */
  readonly roleArn: string | undefined;
  /** The repositories that its images are pulled from, without tags. */
  readonly images: readonly string[];
  readonly ports: Readonly<Record<string, number>>;
  readonly hostNetwork: boolean;
  /** The needs of these pods. */
  readonly needs: readonly ResolvedNeed[];
}
