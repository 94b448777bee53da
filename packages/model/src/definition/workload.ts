/** How Kubernetes runs an app. */
export type WorkloadDefinition = DeploymentDefinition | StatefulSetDefinition | CronJobDefinition | JobDefinition;

/** Interchangeable pods that run forever. */
export interface DeploymentDefinition {
  readonly kind: 'deployment';
  /** `Recreate` stops all pods before it starts new ones. @default 'RollingUpdate' */
  readonly strategy?: 'RollingUpdate' | 'Recreate' | undefined;
}

/** Pods with a stable name and their own volumes. */
export interface StatefulSetDefinition {
  readonly kind: 'statefulSet';
  /** Volumes by name, one of each for every pod. @default {} */
  readonly volumes?: Readonly<Record<string, VolumeDefinition>> | undefined;
  /** Whether pods start one after another. @default false */
  readonly ordered?: boolean | undefined;
}

/** A volume of a stateful set. */
export interface VolumeDefinition {
  /** Mount path in the main container. */
  readonly path: string;
  /** Kubernetes quantity. */
  readonly size: string;
  /** @default 'gp3' */
  readonly storageClass?: string | undefined;
}

/** Pods that run to completion on a schedule. */
export interface CronJobDefinition {
  readonly kind: 'cronJob';
  /** Five cron fields, such as `0 3 * * *`. */
  readonly schedule: string;
  /** IANA time zone. @default 'Etc/UTC' */
  readonly timeZone?: string | undefined;
  /** What happens when a run is due while the previous one still runs. @default 'Forbid' */
  readonly concurrency?: 'Allow' | 'Forbid' | 'Replace' | undefined;
  /** Retries of a failed run. @default 2 */
  readonly retries?: number | undefined;
  /** Seconds after which a run is stopped. @default 3600 */
  readonly deadlineSeconds?: number | undefined;
}

/** Pods that run to completion once for every release; Argo CD replaces the Job when it changes. */
export interface JobDefinition {
  readonly kind: 'job';
  /** Retries of a failed run. @default 2 */
  readonly retries?: number | undefined;
  /** Seconds after which a run is stopped. @default 3600 */
  readonly deadlineSeconds?: number | undefined;
}
