import type { GroupKind, Json, KubernetesObject } from '../objects/index.ts';
import type { Needs } from '../needs/index.ts';
import type { OptionSchema } from '../schema-parts/index.ts';
import { noteOrigin } from '../origin/addon-origin.ts';
import type { AddonContext } from './addon-context.ts';
import type { AddonPath } from './addon-path.ts';

/** Helm values: a mapping of JSON. */
export type HelmValues = { readonly [key: string]: Json };

/**
 * Third-party software in a cluster. Functions of `@espalier/addons` return one; an own addon is a function next to
 * them. Where a field may be a function, it is called once a cluster with what that cluster knows.
 */
export interface AddonDefinition {
  /** Name of the application and of the Helm release; unique in a cluster. */
  readonly name: string;
  /** What its function was called with, and what that has to be: checked with everything else. @default nothing to check */
  readonly options?: { readonly given: unknown; readonly schema: OptionSchema<unknown> } | undefined;
  /** Namespace it is installed in. */
  readonly namespace: string;
  /** Namespaces besides its own that the chart puts objects into, such as `kube-system`. @default [] */
  readonly alsoInNamespaces?: readonly string[] | undefined;
  /**
   * Kinds without a namespace that the chart creates: Argo CD lets it create no others but CRDs, webhooks, roles and
   * classes, which most charts bring. Those of `objects` are known. @default []
   */
  readonly clusterKinds?: readonly GroupKind[] | undefined;
  /** Why the namespace cannot enforce the `restricted` Pod Security Standard. @default restricted */
  readonly podSecurity?: { readonly level: 'baseline' | 'privileged'; readonly reason: string } | undefined;
  /** That the project behind it has ended or will; `npm start` warns. @default it goes on */
  readonly lifecycle?: Lifecycle | undefined;
  /** The Helm chart. Only companion objects where it is left out. */
  readonly chart?: ChartReference | undefined;
  /** Values of the chart; `manifests/values/<addon>.yaml` merges over them. @default {} */
  readonly values?: HelmValues | ((context: AddonContext) => HelmValues) | undefined;
  /** Companion objects that go with the chart. @default [] */
  readonly objects?: readonly KubernetesObject[] | ((context: AddonContext) => readonly KubernetesObject[]) | undefined;
  /** What the chart runs, so that policies and checks know it. @default {} */
  readonly workloads?: Readonly<Record<string, AddonWorkload>> | undefined;
  /** What other applications may build on. @default {} */
  readonly provides?: AddonProvides | undefined;
  /**
   * What it claims outside its cluster and AWS, such as a name at GitHub: no two clusters may claim the same. @default []
   */
  readonly claims?: readonly OutsideClaim[] | ((context: AddonContext) => readonly OutsideClaim[]) | undefined;
  /** What must be there first and does not heal by retry, beyond what follows from the objects. @default [] */
  readonly requires?: readonly Requirement[] | undefined;
  /** Whether objects are applied server-side: for CRDs beyond the annotation limit of 262,144 bytes. @default false */
  readonly serverSideApply?: boolean | undefined;
  /** Fields that controllers fill in and Argo CD should not fight over. @default [] */
  readonly ignoreDifferences?: readonly IgnoredDifference[] | undefined;
}

/** Where a chart comes from. */
export interface ChartReference {
  /** Repository as Argo CD spells it: `https://…`, or an OCI registry path without `oci://`. */
  readonly repository: string;
  readonly name: string;
  /** Exact version. */
  readonly version: string;
  /** Kubernetes versions that the chart accepts, as its `kubeVersion` says. @default all */
  readonly kubernetes?: string | undefined;
  /** Leaves the chart's `crds/` directory out, where an addon of its own installs them. @default false */
  readonly skipCrds?: boolean | undefined;
}

/** Pods that a chart runs under one set of labels. */
export interface AddonWorkload {
  /** Labels that the pods carry and that cover the selectors of their Services. */
  readonly selector: Readonly<Record<string, string>>;
  /** ServiceAccount that the pods run as; needs become its IRSA role. */
  readonly serviceAccount: string;
  /** Images without a tag, as their publishers name them; the values name them as `context.image` gives them. */
  readonly images: readonly string[];
  /** Container ports by name. @default {} */
  readonly ports?: Readonly<Record<string, number>> | undefined;
  /** Name of the port that Prometheus scrapes. Not scraped where it is left out. */
  readonly metricsPort?: string | undefined;
  /** Pods on the host's network are outside every NetworkPolicy. @default false */
  readonly hostNetwork?: boolean | undefined;
  /** Paths to and from these pods; DNS is always there. */
  readonly paths: readonly AddonPath[];
  /** What the pods ask of the cloud. @default {} */
  readonly needs?: Needs | undefined;
  /** How its pods stand in for each other: the addons of `@espalier/addons` keep them available by it. @default not said */
  readonly runs?: Runs | undefined;
  /** Number of pods of a replicated workload. @default two in an environment of several zones, one elsewhere */
  readonly replicas?: { readonly oneZone: number; readonly multiZone: number } | undefined;
  /** Whether the chart writes a disruption budget that no value switches off; a second blocks evictions. @default false */
  readonly hasBudget?: boolean | undefined;
  /** Whether the chart has no value for a class of priority. @default false */
  readonly hasNoPriority?: boolean | undefined;
}

/** How the pods of a workload stand in for each other. */
export type Runs =
  /** Any of several pods does the work, or the next one leads when one goes. */
  | 'replicated'
  /** One pod at a time: what it holds has one owner, or it knows no election. */
  | 'single'
  /** A pod on every node. */
  | 'every-node'
  /** Pods that end: their availability is their own affair. */
  | 'to-completion';

/** What an addon gives to the applications around it. */
export interface AddonProvides {
  /** API groups of the CRDs it installs, such as `monitoring.coreos.com`. @default [] */
  readonly crdGroups?: readonly string[] | undefined;
  /** Endpoints that others use by name. @default {} */
  readonly endpoints?: Readonly<Record<string, Endpoint>> | undefined;
  /**
   * Every host that its chart writes an Ingress for, by the name that others lead to it by, such as `dashboards`. Hosts of
   * Ingresses among `objects` are known without it. @default {}
   */
  readonly hosts?: Readonly<Record<string, string>> | undefined;
  /** Whether it writes the DNS records of the load balancer's hosts. @default false */
  readonly hostRecords?: boolean | undefined;
  /** The class that apps' Ingresses name; one addon of a cluster provides it. */
  readonly ingressClass?: IngressClass | undefined;
}

/** A name that is taken once outside a cluster, whichever clusters there are. */
export interface OutsideClaim {
  /** What is claimed, such as `runner scale set`. */
  readonly what: string;
  /** Its name, with everything that it is unique in. */
  readonly name: string;
}

/** A class of Ingresses. */
export interface IngressClass {
  readonly name: string;
  /** Whether the load balancer itself reaches the apps' pods, instead of pods of this addon. @default false */
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

/** A thing that has to exist before an application can sync. */
export type Requirement = { readonly crdGroup: string } | { readonly addon: string };

/** That a project behind an addon has ended or is about to, with where that is said. */
export interface Lifecycle {
  /** `retired`: no release and no security fix any more. `deprecated`: announced to end. `unmaintained`: its maintainers do not answer. */
  readonly status: 'retired' | 'deprecated' | 'unmaintained';
  /** Day since when, as `YYYY-MM-DD`. */
  readonly since: string;
  /** Address of the announcement. */
  readonly source: string;
  /** What to use instead, as the rest of a sentence that begins with "Use". */
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

/** Declares an addon of one's own, for `addons` of a cluster. */
export function defineAddon(addon: AddonDefinition): AddonDefinition {
  noteOrigin(addon);
  return addon;
}
