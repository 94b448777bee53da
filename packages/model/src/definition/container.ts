/** A container of an app. */
export interface ContainerDefinition {
  /** Image with a tag or digest, as its publisher names it. @default the app's release, for the main container; sidecars must name one */
  readonly image?: string | undefined;
  /** Replaces the image's entry point. */
  readonly command?: readonly string[] | undefined;
  /** Replaces the image's arguments. */
  readonly args?: readonly string[] | undefined;
  /** The port for other pods and the ingress, named `http`. An app without ports has no Service. */
  readonly port?: number | undefined;
  /** Further ports by name (at most 15 characters, as Kubernetes has it). @default {} */
  readonly ports?: Readonly<Record<string, number>> | undefined;
  readonly probes?: ProbesDefinition | undefined;
  readonly resources: ResourcesDefinition;
  /** Environment variables that are not secret. @default {} */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Configuration files: absolute path in the container to text; a change rolls the pods. @default {} */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Path of Prometheus metrics on the main port, or path and port name. Nothing is scraped when it is omitted. */
  readonly metrics?: string | { readonly path: string; readonly port: string } | undefined;
  /** Directories that the container may write to; everything else is read-only. @default ['/tmp'] */
  readonly writableDirectories?: readonly string[] | undefined;
}

/** CPU and memory as Kubernetes quantities. */
export interface ResourcesDefinition {
  /** CPU requested. */
  readonly cpu: string;
  /** Memory request, and also the limit unless `memoryLimit` is set. */
  readonly memory: string;
  /** CPU limit; throttles the container. @default no limit */
  readonly cpuLimit?: string | undefined;
  /** Memory limit. @default the memory requested */
  readonly memoryLimit?: string | undefined;
  /** GPUs; needs a node group with `gpu`. @default 0 */
  readonly gpus?: number | undefined;
}

/** Health checks; a path is an HTTP GET on the main port. */
export interface ProbesDefinition {
  /** Traffic is sent while it succeeds. */
  readonly ready?: ProbeDefinition | undefined;
  /** The container is restarted when it fails. */
  readonly live?: ProbeDefinition | undefined;
  /** Delays the other two until it has succeeded once. */
  readonly start?: ProbeDefinition | undefined;
}

/** An HTTP path, or a check in full. */
export type ProbeDefinition =
  | string
  | {
      /** HTTP path. A TCP check if neither path nor command is given. */
      readonly path?: string | undefined;
      /** Command; exit code 0 is success. */
      readonly command?: readonly string[] | undefined;
      /** Name of a port. @default 'http' */
      readonly port?: string | undefined;
      /** Seconds between checks. @default 10 */
      readonly periodSeconds?: number | undefined;
      /** Seconds a check may take. @default 1 */
      readonly timeoutSeconds?: number | undefined;
      /** Failures in a row that count as failed. @default 3 */
      readonly failureThreshold?: number | undefined;
      /** Seconds before the first check. @default 0 */
      readonly initialDelaySeconds?: number | undefined;
    };
