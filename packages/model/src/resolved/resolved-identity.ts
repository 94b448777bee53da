import type { DatabaseUser, ResolvedNeed } from '../needs/index.ts';

/** An IAM role that one ServiceAccount of a cluster assumes (IRSA), and what it is for. */
export type ResolvedIdentity = {
  /** Name of the role. */
  readonly role: string;
  readonly roleArn: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** App, addon or namespace that owns the role. */
  readonly owner: string;
} & (
  | { readonly kind: 'app' | 'addon'; readonly needs: readonly ResolvedNeed[] }
  /** External Secrets reads the secrets of a namespace, which share a prefix. */
  | { readonly kind: 'secret-store'; readonly secretPrefix: string }
  /** The Job that creates the user of a database. */
  | { readonly kind: 'database-user'; readonly database: DatabaseUser }
);
