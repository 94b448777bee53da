/** A level of the Pod Security Standards. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** How a namespace differs from the defaults. */
export interface NamespaceDefinition {
  /** Pod Security Standard that the namespace enforces; anything but `restricted` needs a reason. @default restricted */
  readonly podSecurity?: { readonly level: 'baseline' | 'privileged'; readonly reason: string } | undefined;
  /** What all pods of the namespace may request together. @default { cpu: '64', memory: '256Gi', pods: 200 } */
  readonly quota?:
    | { readonly cpu?: string | undefined; readonly memory?: string | undefined; readonly pods?: number | undefined }
    | undefined;
}
