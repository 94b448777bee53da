import type { Json } from '../objects/index.ts';

/** A resource that a stack would register, as the engine would receive it, as normalised plain data. */
export interface PlannedResource {
  /** `<type>/<name>`, such as `aws:ec2/vpc:Vpc/network`; unique in a stack. */
  readonly id: string;
  /** Pulumi type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Id of the component it belongs to; `undefined` directly below the stack. */
  readonly parent: string | undefined;
  /** `opaque` components are created by a plugin: their child resources are not visible here. */
  readonly kind: 'resource' | 'component' | 'opaque';
  /**
   * What it is given. A value that only AWS knows is a reference: `${<id>.<output>}` to a resource of the stack,
   * `${<stack>#<output>}` to another stack's output. Secrets are `[secret]`.
   */
  readonly inputs: Readonly<Record<string, Json>>;
  /** Ids of the resources that must exist first, sorted. */
  readonly dependencies: readonly string[];
  readonly options: PlannedOptions;
}

/** Options of a resource; Pulumi's defaults are omitted. */
export interface PlannedOptions {
  readonly provider?: string;
  readonly providers?: Readonly<Record<string, string>>;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly aliases?: readonly Json[];
  readonly deletedWith?: string;
  readonly import?: string;
  readonly timeouts?: { readonly create?: string; readonly update?: string; readonly delete?: string };
}

/** All resources that one run of a stack's program registers. */
export interface StackPlan {
  readonly stack: string;
  /** Sorted by id. */
  readonly resources: readonly PlannedResource[];
  /** Outputs of the stack, by name. */
  readonly outputs: Readonly<Record<string, Json>>;
}
