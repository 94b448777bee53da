import type { NeedKind, NeedOf, PolicyStatement, ResolvedEnvironment } from '@espalier/model';
import type { Input, Resource } from '@pulumi/pulumi';
import type { DatabaseOutputs } from '../stacks/index.ts';

/** One need as the environment's stack provides it: what one file of this folder does. */
export interface NeedInCloud<K extends NeedKind> {
  /** Component that holds what the need asks for, such as `Database`; `undefined` where it asks for no resource. */
  readonly component: string | undefined;
  /** Registers what the need asks for. Needs that are shared are provided once, for the app that owns them. */
  readonly provide: (need: NeedOf<K>, around: NeedContext) => Provided;
  /** What the role of the need's owner may do, and nothing more. */
  readonly statements: (need: NeedOf<K>, facts: RoleFacts) => readonly PolicyStatement<Input<string>>[];
}

/** The environment that a need's resources are made in. */
export interface NeedContext {
  readonly platform: string;
  readonly environment: ResolvedEnvironment;
  /** App, or addon with its cluster, whose need it is; part of logical names. */
  readonly owner: string;
  /** Key of the platform's `owners`: the people behind it. */
  readonly team: string;
  readonly parent: Resource;
  readonly vpcId: Input<string>;
  readonly dataSubnetIds: readonly Input<string>[];
  readonly dataKeyArn: Input<string>;
  readonly alarmTopicArn: Input<string>;
}

/** What providing a need adds to the stack's outputs: what does not follow from names. */
export interface Provided {
  readonly database?: { readonly [K in keyof DatabaseOutputs]: Input<string> };
}

/** What a role's statements depend on that names do not tell. */
export interface RoleFacts {
  readonly environment: ResolvedEnvironment;
  readonly dataKeyArn: Input<string>;
  /** Id of the hosted zone of the environment's domain. */
  readonly zoneId: Input<string>;
  /** `resourceId` of a database by RDS identifier. */
  readonly databases: Readonly<Record<string, { readonly resourceId: Input<string> }>>;
}
