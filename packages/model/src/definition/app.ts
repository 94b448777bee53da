import type { Needs } from '../needs/index.ts';
import type { ContainerDefinition } from './container.ts';
import type { WorkloadDefinition } from './workload.ts';

/**
 * The company's own software: the export of `apps/<name>/app.ts`. The name of the folder is the name of the app and of
 * all its objects. It is deployed where `apps/<name>/releases/<environment>.yaml` exists.
 */
export interface AppDefinition {
  /** Kubernetes namespace. */
  readonly namespace: string;
  /** Key of the platform's `owners`. */
  readonly owner: string;
  /** @default { kind: 'deployment' } */
  readonly workload?: WorkloadDefinition | undefined;
  /** The main container, named as the app. */
  readonly container: ContainerDefinition;
  /** Further containers of the pod by name. @default {} */
  readonly sidecars?: Readonly<Record<string, ContainerDefinition>> | undefined;
  /** Number of pods, or the bounds of autoscaling. @default 2 for deployments, 1 for stateful sets */
  readonly replicas?: number | AutoscalingDefinition | undefined;
  /** Pods that may be unavailable at once during node rotation: a number or a percentage. @default 1 */
  readonly maxUnavailable?: number | string | undefined;
  /** The domains that the pods are spread over evenly. @default ['zone', 'node'] */
  readonly spreadOver?: readonly ('zone' | 'node')[] | undefined;
  /** Name of the node group the pods run on. @default 'general' */
  readonly nodeGroup?: string | undefined;
  /** Makes the app reachable from outside. @default not reachable */
  readonly ingress?: IngressDefinition | undefined;
  /** Apps it calls, and public hosts as `{ host }`. Everything else is denied. @default [] */
  readonly talksTo?: readonly TalksTo[] | undefined;
  /** Sends traces by OTLP to the cluster's agent; sets `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`. @default false */
  readonly traces?: boolean | undefined;
  /** The cloud resources that it requests, by name in camel case. @default {} */
  readonly needs?: Needs | undefined;
  /** Seconds a pod has to finish its work when it is stopped. @default 30 */
  readonly terminationGracePeriodSeconds?: number | undefined;
  /**
   * Overrides by environment. Objects merge key by key; lists, numbers and text replace; `null` removes a key.
   * @default {}
   */
  readonly environments?: Readonly<Record<string, AppOverride>> | undefined;
}

/** Bounds of the HorizontalPodAutoscaler; at least one target. */
export interface AutoscalingDefinition {
  readonly min: number;
  readonly max: number;
  /** Average CPU use, in percent of the request, to keep, such as `70%`. */
  readonly cpu?: string | undefined;
  /** Average memory use, in percent of the request, to keep. */
  readonly memory?: string | undefined;
}

/** How the app is reachable from outside. */
export interface IngressDefinition {
  /**
   * Host name in the environment's domain. `{domain}` is replaced by that domain: `id.{domain}` is
   * `id.staging.example.com` in one environment and `id.example.com` in another. `{environment}` is replaced by the
   * environment's name.
   */
  readonly host: string;
  /** Path prefixes that lead to the app. @default ['/'] */
  readonly paths?: readonly string[] | undefined;
}

/** The name of an app of the platform, or a public host, called over TLS on port 443. */
export type TalksTo = string | { readonly host: string };

/** Fields that an environment may override; an app's namespace and owner are the same everywhere. */
export type AppOverride = Overridable<
  Omit<AppDefinition, 'namespace' | 'owner' | 'workload' | 'needs' | 'environments'> & {
    readonly needs: NonNullable<AppDefinition['needs']>;
  }
>;

type Overridable<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Overridable<NonNullable<T[K]>> | null | undefined }
    : T;

/** Declares an app. The default export of `apps/<name>/app.ts`. */
export function defineApp(app: AppDefinition): AppDefinition {
  return app;
}
