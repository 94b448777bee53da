import type {
  ResolvedAccount,
  ResolvedCluster,
  ResolvedDeployment,
  ResolvedEnvironment,
} from '../../resolved/index.ts';

/** A name outside clusters that only one owner may have. */
export interface Claim {
  readonly what: string;
  /** Where the name must be unique: two claims in one scope are a conflict. */
  readonly scope: string;
  readonly name: string;
  readonly owner: string;
  readonly file: string;
}

/** What claims follow from. */
export interface ClaimSources {
  readonly platform: string;
  readonly accounts: Readonly<Record<string, ResolvedAccount>>;
  readonly environments: Readonly<Record<string, ResolvedEnvironment>>;
  readonly deployments: Readonly<Record<string, readonly ResolvedDeployment[]>>;
  readonly clusters: Readonly<Record<string, ResolvedCluster>>;
  readonly fileOf: { readonly environment: (name: string) => string; readonly cluster: (name: string) => string };
  readonly platformFile: string;
}
