import type { z } from 'zod';
import type { Problem } from '../problem/index.ts';

/**
 * One kind of need: everything that the rest asks of it. What AWS holds of it is in `@espalier/cloud`.
 *
 * @typeParam Asked what a definition says
 * @typeParam Resolved the same with its defaults and its names
 */
export interface NeedRecord<Asked extends AnyNeed, Resolved extends ResolvedBase<Asked['kind']>> {
  readonly schema: z.ZodType<Asked>;

  /** Fills in defaults and computes names. */
  resolve(asked: Asked, place: NeedPlace): Omit<Resolved, keyof ResolvedBase<Asked['kind']>>;

  /** What is wrong with it in its environment, beyond what the schema and the limits of names say. @default nothing */
  check?(asked: Asked, need: Resolved, place: NeedPlace): readonly NeedProblem[];

  /** Names that are composed for it. @param owner name of the app or addon */
  names(need: Resolved, owner: string): readonly NeedName[];

  /** Its name in AWS, by which an addon's values refer to it. @default none */
  nameInAws?(need: Resolved): string;

  /** What the pods of its owner get of it. */
  receive(need: Resolved): Received;

  /**
   * Where pods reach it: at addresses of AWS that are public, or in the data tier of the environment's network.
   * `undefined` where pods never call it.
   */
  readonly reachedOn: 'public' | { readonly dataTierPort: number } | undefined;

  /** Prefix of the IAM actions by which pods use it; `*` for any, `undefined` where pods do not call AWS for it. */
  readonly iamService: string | undefined;

  /** Whether it reaches pods through a Kubernetes Secret, which External Secrets fills. */
  readonly yieldsSecret: boolean;

  /** Whether a human puts the value of its secret into Secrets Manager. @default false */
  readonly isFilledByHuman?: boolean;

  /** Whether apps may share it, by `ownedBy`. */
  readonly isShareable: boolean;

  /** Set where an addon cannot have it. */
  readonly appsOnly?: Omit<NeedProblem, 'found'> & { readonly what: string };

  /** The database whose user a Job in the cluster creates. @default none */
  databaseUser?(need: Resolved): DatabaseUser;
}

/** What any definition's need has. */
export interface AnyNeed {
  readonly kind: string;
}

/** What every resolved need has. */
export interface ResolvedBase<Kind extends string> {
  readonly kind: Kind;
  /** Its owner's name for it, in camel case. */
  readonly name: string;
  /** Name of the Kubernetes Secret, for kinds that yield one: owner and need in kebab case. */
  readonly secretName: string;
}

/** Who asks for a need and where, as far as names and defaults depend on it. */
export interface NeedPlace {
  /** Name of the need. */
  readonly name: string;
  /** Name of the app or addon. */
  readonly owner: string;
  /** Whose resource it is: an app, or an addon with its cluster. */
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

/** A name that a need makes up. */
export interface NeedName {
  /** What has the name, such as `bucket`. */
  readonly what: string;
  readonly name: string;
  /** Characters that it may have. @default any number: another name of the need is always longer */
  readonly atMost?: number;
  /** Within what it is unique, and among what. @default within its owner's namespace, which others check */
  readonly unique?: { readonly among: string; readonly within: 'AWS' | 'account and region' };
}

/** A problem of a need, without its place. */
export type NeedProblem = Pick<Problem, 'code' | 'found' | 'expected' | 'remedy'>;

/** A database on an RDS instance, and the user in it that pods log in as. */
export interface DatabaseUser {
  readonly instance: string;
  readonly database: string;
  readonly user: string;
  readonly port: number;
}

/** What a need gives to the pods of its owner. */
export interface Received {
  /** Environment variables; a list, since two keys of a secret may give one name, which is refused and not lost. */
  readonly environment: readonly ReceivedVariable[];
  /** The Secret that External Secrets fills; `undefined` where the need has nothing secret. */
  readonly secret: SecretFromStore | undefined;
  /** Directory where the Secret's keys are files; `undefined` where they are not. */
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
