import type { z } from 'zod';
import type { Problem } from '../problem/index.ts';

/**
 * One kind of need: everything that other code needs to know about it. Its AWS resources are in `@espalier/cloud`.
 *
 * @typeParam Asked the need as written in a definition
 * @typeParam Resolved the need with its defaults and names
 */
export interface NeedRecord<Asked extends AnyNeed, Resolved extends ResolvedBase<Asked['kind']>> {
  readonly schema: z.ZodType<Asked>;

  /** Fills in defaults and computes names. */
  resolve(asked: Asked, place: NeedPlace): Omit<Resolved, keyof ResolvedBase<Asked['kind']>>;

  /** Its problems in its environment, beyond the schema and the limits of names. @default nothing */
  check?(asked: Asked, need: Resolved, place: NeedPlace): readonly NeedProblem[];

  /** Names that are composed for it. @param owner name of the app or addon */
  names(need: Resolved, owner: string): readonly NeedName[];

  /** Its name in AWS, for use in an addon's values. @default none */
  nameInAws?(need: Resolved): string;

  /** What the pods of its owner receive. */
  receive(need: Resolved): Received;

  /**
   * Where pods reach it: at public AWS addresses, or in the data tier of the environment's network. `undefined` if pods
   * never call it.
   */
  readonly reachedOn: 'public' | { readonly dataTierPort: number } | undefined;

  /** Prefix of the IAM actions that pods use; `*` for any, `undefined` if pods do not call AWS for it. */
  readonly iamService: string | undefined;

  /** Whether pods receive it through a Kubernetes Secret, which External Secrets fills. */
  readonly yieldsSecret: boolean;

  /** Whether a human puts the value of its secret into Secrets Manager. @default false */
  readonly isFilledByHuman?: boolean;

  /** Whether apps may share it, by `ownedBy`. */
  readonly isShareable: boolean;

  /** Set if an addon cannot have it. */
  readonly appsOnly?: Omit<NeedProblem, 'found'> & { readonly what: string };

  /** The database for which a Job in the cluster creates a user. @default none */
  databaseUser?(need: Resolved): DatabaseUser;
}

/** Fields of every need in a definition. */
export interface AnyNeed {
  readonly kind: string;
}

/** Fields of every resolved need. */
export interface ResolvedBase<Kind extends string> {
  readonly kind: Kind;
  /** Name of the need in its owner's definition, in camel case. */
  readonly name: string;
  /** Name of the Kubernetes Secret, for kinds that yield one: owner and need in kebab case. */
  readonly secretName: string;
}

/** Who requests a need and where, as input for names and defaults. */
export interface NeedPlace {
  /** Name of the need. */
  readonly name: string;
  /** Name of the app or addon. */
  readonly owner: string;
  /** Owner of the resource: an app, or an addon with its cluster. */
  readonly ownedBy: string;
  readonly platform: string;
  readonly namespace: string;
  readonly environment: {
    readonly name: string;
    readonly region: string;
    readonly domain: string;
    readonly account: { readonly id: string };
    readonly data: { readonly multiZone: boolean };
  };
}

/** A name that is composed for a need. */
export interface NeedName {
  /** What has the name, such as `bucket`. */
  readonly what: string;
  readonly name: string;
  /** Maximum number of characters. @default no limit: another name of the need is always longer */
  readonly atMost?: number;
  /** The scope in which it must be unique. @default its owner's namespace, which other rules check */
  readonly unique?: { readonly among: string; readonly within: 'AWS' | 'account and region' };
}

/** A problem of a need, without its place. */
export type NeedProblem = Pick<Problem, 'code' | 'found' | 'expected' | 'remedy'>;

/** A database on an RDS instance, and its user for pods. */
export interface DatabaseUser {
  readonly instance: string;
  readonly database: string;
  readonly user: string;
  readonly port: number;
}

/** What the pods of a need's owner receive. */
export interface Received {
  /**
   * Environment variables. This is a list, so that two keys of a secret with one variable name are refused, not lost.
   */
  readonly environment: readonly ReceivedVariable[];
  /** The Secret that External Secrets fills; `undefined` if the need has nothing secret. */
  readonly secret: SecretFromStore | undefined;
  /** Directory where the Secret's keys are files; `undefined` if they are not. */
  readonly directory: string | undefined;
}

/** An environment variable. */
export interface ReceivedVariable {
  readonly name: string;
  readonly value: ReceivedValue;
}

/** A value known when manifests are rendered, or a key of the need's Secret. */
export type ReceivedValue = { readonly value: string } | { readonly secretKey: string };

/** A Kubernetes Secret and where it comes from. */
export interface SecretFromStore {
  readonly name: string;
  /** Secrets Manager path of a JSON object. */
  readonly path: string;
  /** Keys of that object, and of the Secret. */
  readonly keys: readonly string[];
}
