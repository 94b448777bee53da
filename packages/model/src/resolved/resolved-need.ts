import type { Need, PolicyNeed } from '../needs/index.ts';

/**
 * A need with its defaults filled in and its AWS name computed. `name` is the owner's word for it, in camel case.
 * `ownedBy` names the app whose resource it is, mostly the app itself.
 */
export type ResolvedNeed =
  | (NeedBase<'postgres'> & {
      /** Size of the volume at first; RDS grows it up to four times that. */
      readonly storageGibibytes: number;
      readonly instanceClass: string;
      readonly version: string;
      /** RDS identifier of the instance. */
      readonly instance: string;
      /** Name of the database in it, and of the user that its owner's pods log in as. */
      readonly database: string;
      readonly user: string;
      /** Whether a standby runs in a second zone. */
      readonly multiZone: boolean;
      /** Secrets Manager path of host, port, database and user. */
      readonly secretPath: string;
    })
  | (NeedBase<'bucket'> & {
      readonly bucket: string;
      readonly ownedBy: string;
      readonly access: 'read' | 'read-write';
      readonly expireAfterDays: number | undefined;
    })
  | (NeedBase<'table'> & {
      readonly table: string;
      readonly ownedBy: string;
      readonly key: string;
      readonly sortKey: string | undefined;
      readonly expiresAt: string | undefined;
    })
  | (NeedBase<'queue'> & {
      readonly queue: string;
      readonly ownedBy: string;
      readonly url: string;
      readonly visibilityTimeoutSeconds: number;
      readonly maxReceiveCount: number;
      readonly access: 'send' | 'receive' | 'send-receive';
    })
  | (NeedBase<'secret'> & {
      /** Secrets Manager path. */
      readonly secretPath: string;
      readonly keys: readonly string[];
      readonly as: 'environment' | 'files';
      readonly description: string | undefined;
    })
  | (NeedBase<'policy'> & { readonly statements: PolicyNeed['statements'] });

interface NeedBase<K extends Need['kind']> {
  readonly kind: K;
  readonly name: string;
  /** Name of the Kubernetes Secret, for kinds that yield one: owner and need in kebab case. */
  readonly secretName: string;
}
