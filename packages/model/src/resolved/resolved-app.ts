import type { Placement } from '../definition/index.ts';
import type { ResolvedNeed } from '../needs/index.ts';

/** An app as it is released to one environment, the same for all its clusters. */
export interface ResolvedDeployment {
  readonly name: string;
  readonly namespace: string;
  /** Key of `owners`, and its GitHub handle. */
  readonly owner: { readonly name: string; readonly handle: string };
  readonly environment: string;
  /** Value of the recommended version label: the release's tag. */
  readonly version: string;
  readonly workload: ResolvedWorkload;
  /** The main container first. */
  readonly containers: readonly [ResolvedContainer, ...ResolvedContainer[]];
  /** `undefined` for jobs and cron jobs. */
  readonly replicas: ResolvedReplicas | undefined;
  readonly maxUnavailable: number | string;
  readonly spreadOver: readonly ('zone' | 'node')[];
  readonly ingress: { readonly host: string; readonly paths: readonly string[] } | undefined;
  readonly traces: boolean;
  readonly needs: readonly ResolvedNeed[];
  readonly terminationGracePeriodSeconds: number;
  /** Whether the pods call AWS with a role of their own. */
  readonly hasRole: boolean;
  /** `chart.ts`'s default export: receives a cdk8s `Chart` and this app. `undefined` if there is none. */
  readonly chart: ((chart: unknown, app: ResolvedApp) => void) | undefined;
  /** The definition's file, for messages. */
  readonly file: string;
}

/** An app as it runs in a cluster. A cluster adds only the placement of the pods. */
export interface ResolvedApp extends ResolvedDeployment {
  readonly placement: Placement;
}

export interface ResolvedReplicas {
  readonly min: number;
  readonly max: number;
  /** Percent of the request; `undefined` if the app does not scale by it. */
  readonly cpuPercent: number | undefined;
  readonly memoryPercent: number | undefined;
}

export type ResolvedWorkload =
  | { readonly kind: 'deployment'; readonly strategy: 'RollingUpdate' | 'Recreate' }
  | {
      readonly kind: 'statefulSet';
      readonly ordered: boolean;
      readonly volumes: readonly {
        readonly name: string;
        readonly path: string;
        readonly size: string;
        readonly storageClass: string;
      }[];
    }
  | {
      readonly kind: 'cronJob';
      readonly schedule: string;
      readonly timeZone: string;
      readonly concurrency: 'Allow' | 'Forbid' | 'Replace';
      readonly retries: number;
      readonly deadlineSeconds: number;
    }
  | { readonly kind: 'job'; readonly retries: number; readonly deadlineSeconds: number };

export interface ResolvedContainer {
  readonly name: string;
  /** With tag, digest or both. */
  readonly image: string;
  readonly command: readonly string[] | undefined;
  readonly args: readonly string[] | undefined;
  readonly ports: readonly { readonly name: string; readonly port: number }[];
  readonly probes: {
    readonly ready: ResolvedProbe | undefined;
    readonly live: ResolvedProbe | undefined;
    readonly start: ResolvedProbe | undefined;
  };
  readonly resources: {
    readonly cpu: string;
    readonly memory: string;
    readonly cpuLimit: string | undefined;
    readonly memoryLimit: string;
    readonly gpus: number;
  };
  /** Plain variables of the definition. The projection adds the variables of needs and of the platform. */
  readonly environment: Readonly<Record<string, string>>;
  /** Path in the container to text, sorted. */
  readonly files: Readonly<Record<string, string>>;
  readonly metrics: { readonly path: string; readonly port: string } | undefined;
  readonly writableDirectories: readonly string[];
}

export interface ResolvedProbe {
  readonly check:
    | { readonly kind: 'http'; readonly path: string; readonly port: string }
    | { readonly kind: 'tcp'; readonly port: string }
    | { readonly kind: 'command'; readonly command: readonly string[] };
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly initialDelaySeconds: number;
}
