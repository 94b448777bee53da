import type { GroupKind, Json, KubernetesObject } from '../objects/index.ts';
import type { Needs } from '../needs/index.ts';
import type { OptionSchema } from '../schema-parts/index.ts';
import { noteOrigin } from '../origin/addon-origin.ts';
import type { AddonContext } from './addon-context.ts';
import type { AddonPath } from './addon-path.ts';

/** Helm values: a mapping of JSON. */
export type HelmValues = { readonly [key: string]: Json };

/**
 * Third-party software in a cluster. Functions of `@espalier/addons` return one; a custom addon is a function of your
 * own. A field that is a function is called once for each cluster, with that cluster's context.
 */
export interface AddonDefinition {
  /** Name of the application and of the Helm release; unique in a cluster. */
  readonly name: string;
  /** The options of its function and their schema; validated with everything else. @default nothing to check */
  readonly options?: { readonly given: unknown; readonly schema: OptionSchema<unknown> } | undefined;
  /** Namespace it is installed in. */
  readonly namespace: string;
  /** Other namespaces that the chart puts objects into, such as `kube-system`. @default [] */
  readonly alsoInNamespaces?: readonly string[] | undefined;
  /**
   * Cluster-scoped kinds that the chart creates. Argo CD also allows CRDs, webhooks, roles and classes, which most
   * charts have, and no others. Kinds of `objects` are allowed without it. @default []
   */
  readonly clusterKinds?: readonly GroupKind[] | undefined;
  /** Why the namespace cannot enforce the `restricted` Pod Security Standard. @default restricted */
  readonly podSecurity?: { readonly level: 'baseline' | 'privileged'; readonly reason: string } | undefined;
  /** Set if the project behind it has ended or will end; `npm start` warns. @default the project is active */
  readonly lifecycle?: Lifecycle | undefined;
  /** The Helm chart. Only companion objects when it is omitted. */
  readonly chart?: ChartReference | undefined;
  /** Values of the chart; `manifests/values/<addon>.yaml` merges over them. @default {} */
  readonly values?: HelmValues | ((context: AddonContext) => HelmValues) | undefined;
  /** Companion objects that go with the chart. @default [] */
  readonly objects?: readonly KubernetesObject[] | ((context: AddonContext) => readonly KubernetesObject[]) | undefined;
  /** The workloads of the chart, for policies and checks. @default {} */
  readonly workloads?: Readonly<Record<string, AddonWorkload>> | undefined;
  /** What other applications may use. @default {} */
  readonly provides?: AddonProvides | undefined;
  /**
   * Unique names that it uses outside its cluster and AWS, such as a name at GitHub. Two clusters cannot use the same.
   * @default []
   */
  readonly claims?: readonly OutsideClaim[] | ((context: AddonContext) => readonly OutsideClaim[]) | undefined;
  /** What must exist first because a retry does not fix it, beyond what the objects imply. @default [] */
  readonly requires?: readonly Requirement[] | undefined;
  /** Whether objects are applied server-side: for CRDs beyond the annotation limit of 262,144 bytes. @default false */
  readonly serverSideApply?: boolean | undefined;
  /** Fields that controllers fill in and Argo CD ignores. @default [] */
  readonly ignoreDifferences?: readonly IgnoredDifference[] | undefined;
}

/** The source of a chart. */
export interface ChartReference {
  /** Repository in Argo CD's form: `https://…`, or an OCI registry path without `oci://`. */
  readonly repository: string;
  readonly name: string;
  /** Exact version. */
  readonly version: string;
  /** The chart's `kubeVersion`: Kubernetes versions that it accepts. @default all */
  readonly kubernetes?: string | undefined;
  /** Skips the chart's `crds/` directory, for charts whose CRDs another addon installs. @default false */
  readonly skipCrds?: boolean | undefined;
}

/** Pods of a chart with one set of labels. */
export interface AddonWorkload {
  /** Labels of the pods; they include the selectors of their Services. */
  readonly selector: Readonly<Record<string, string>>;
  /** ServiceAccount of the pods; needs become its IRSA role. */
  readonly serviceAccount: string;
  /** Images without a tag, by their publishers' names; values use the results of `context.image`. */
  readonly images: readonly string[];
  /** Container ports by name. @default {} */
  readonly ports?: Readonly<Record<string, number>> | undefined;
  /** Name of the port that Prometheus scrapes. Not scraped when it is omitted. */
  readonly metricsPort?: string | undefined;
  /** Pods on the host's network are outside every NetworkPolicy. @default false */
  readonly hostNetwork?: boolean | undefined;
  /** Paths to and from these pods; DNS is always allowed. */
  readonly paths: readonly AddonPath[];
  /** The cloud resources that the pods request. @default {} */
  readonly needs?: Needs | undefined;
  /**
   * How its pods replace each other; the addons of `@espalier/addons` derive disruption budgets and spreading from it.
   * @default unknown
   */
  readonly runs?: Runs | undefined;
  /** Number of pods of a replicated workload. @default two in an environment of several zones, one elsewhere */
  readonly replicas?: { readonly oneZone: number; readonly multiZone: number } | undefined;
  /** Whether the chart always writes a disruption budget; a second one blocks evictions. @default false */
  readonly hasBudget?: boolean | undefined;
  /** Whether the chart has no value for a PriorityClass. @default false */
  readonly hasNoPriority?: boolean | undefined;
}

/** How the pods of a workload replace each other. */
export type Runs =
  /** Several pods: any of them does the work, or another becomes leader when one stops. */
  | 'replicated'
  /** One pod at a time: its data has one owner, or it has no leader election. */
  | 'single'
  /** A pod on every node. */
  | 'every-node'
  /** Pods that run to completion; nothing keeps them available. */
  | 'to-completion';

/** What an addon provides to other applications. */
export interface AddonProvides {
  /** API groups of the CRDs it installs, such as `monitoring.coreos.com`. @default [] */
  readonly crdGroups?: readonly string[] | undefined;
  /** Endpoints that others use by name. @default {} */
  readonly endpoints?: Readonly<Record<string, Endpoint>> | undefined;
  /**
   * Every host that its chart writes an Ingress for, by a name for use in other addons, such as `dashboards`. Hosts of
   * Ingresses among `objects` are known without it. @default {}
   */
  readonly hosts?: Readonly<Record<string, string>> | undefined;
  /** Whether it writes the DNS records of the load balancer's hosts. @default false */
  readonly hostRecords?: boolean | undefined;
  /** The class of apps' Ingresses; one addon of a cluster provides it. */
  readonly ingressClass?: IngressClass | undefined;
}

/** A name outside clusters that must be unique over all clusters. */
export interface OutsideClaim {
  /** What is claimed, such as `runner scale set`. */
  readonly what: string;
  /** Its name, with the scope that it is unique in. */
  readonly name: string;
}

/** A class of Ingresses. */
export interface IngressClass {
  readonly name: string;
  /**
   * Whether the load balancer sends requests directly to the apps' pods, not through pods of this addon. @default false
   */
  readonly byLoadBalancer?: boolean | undefined;
}

/** A Service of an addon that others call by a well-known name, such as `otlp-http`, `metrics`, `logs` or `traces`. */
export interface Endpoint {
  /** Name of the Service. */
  readonly service: string;
  /** Key of `workloads` behind it. */
  readonly workload: string;
  /** Key of that workload's `ports`; the Service's port equals it. */
  readonly port: string;
}

/** Something that must exist before an application can sync. */
export type Requirement = { readonly crdGroup: string } | { readonly addon: string };

/** The end of the project behind an addon, with a link to the announcement. */
export interface Lifecycle {
  /** `retired`: no release and no security fix any more. `deprecated`: announced to end. `unmaintained`: its maintainers do not answer. */
  readonly status: 'retired' | 'deprecated' | 'unmaintained';
  /** Day since when, as `YYYY-MM-DD`. */
  readonly since: string;
  /** Address of the announcement. */
  readonly source: string;
  /** The replacement, as the rest of a sentence that begins with "Use". */
  readonly instead: string;
}

/** As `ignoreDifferences` of an Argo CD Application. */
export interface IgnoredDifference {
  readonly group?: string | undefined;
  readonly kind: string;
  readonly name?: string | undefined;
  readonly jsonPointers?: readonly string[] | undefined;
  readonly jqPathExpressions?: readonly string[] | undefined;
}

/** Declares a custom addon, for `addons` of a cluster. */
export function defineAddon(addon: AddonDefinition): AddonDefinition {
  noteOrigin(addon);
  return addon;
}
