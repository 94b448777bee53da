import type { RiskBudget } from './risk-budget.ts';

/** The whole platform: what `apps/platform/platform.ts` exports. */
export interface PlatformDefinition {
  /** Prefix of every AWS name; a DNS-1123 label of at most 16 characters. */
  readonly name: string;
  /** HTTPS address of the Git repository that Argo CD syncs. */
  readonly repository: string;
  /** Git revision that Argo CD follows. @default 'refs/heads/main' */
  readonly revision?: string | undefined;
  /** Domain of the platform's hosts, such as `riven.dev`. */
  readonly domain: string;
  /** GitHub handles of teams by a short name; apps refer to their owner by that name. */
  readonly owners: Readonly<Record<string, string>>;
  /**
   * AWS accounts by name; exactly one has the role `registry`. CI brings the stacks of one account up after those of
   * another, in this order, the registry's first.
   */
  readonly accounts: Readonly<Record<string, AccountDefinition>>;
  /** Settings of app namespaces that differ from the defaults. @default {} */
  readonly namespaces?: Readonly<Record<string, NamespaceDefinition>> | undefined;
  /** How the workflows of GitHub differ from the defaults. @default {} */
  readonly ci?: CiDefinition | undefined;
  /** What a change may risk without an acknowledgement, before `nx guard` fails. @default see RiskBudget */
  readonly riskBudget?: RiskBudget | undefined;
}

/** Settings of the workflows in `.github/workflows/`. */
export interface CiDefinition {
  /** Clusters that one job of a pull request renders; with more affected clusters there are more jobs. @default 25 */
  readonly clustersPerJob?: number | undefined;
  /**
   * Whether pull requests from the same repository run `pulumi preview` with the role `plan`: unreviewed code
   * then reads how the accounts are set up. @default false
   */
  readonly previewPullRequests?: boolean | undefined;
}

/** An AWS account. */
export interface AccountDefinition {
  /** The twelve digits of the account. */
  readonly id: string;
  /** `registry`: has the ECR repositories that every other account pulls from. @default 'workload' */
  readonly role?: 'registry' | 'workload' | undefined;
  /** Region of what is global to the account: state bucket, registry. @default 'us-east-1' */
  readonly region?: string | undefined;
}

/** A level of the Pod Security Standards. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

/** Settings of a namespace that differ from the defaults. */
export interface NamespaceDefinition {
  /** Pod Security Standard that the namespace enforces; anything but `restricted` needs a reason. @default restricted */
  readonly podSecurity?: { readonly level: 'baseline' | 'privileged'; readonly reason: string } | undefined;
  /** Quota: the sum of requests of all pods in the namespace. @default { cpu: '64', memory: '256Gi', pods: 200 } */
  readonly quota?:
    | { readonly cpu?: string | undefined; readonly memory?: string | undefined; readonly pods?: number | undefined }
    | undefined;
}

/** Declares the platform. The default export of `apps/platform/platform.ts`. */
export function definePlatform(platform: PlatformDefinition): PlatformDefinition {
  return platform;
}

/** Declares an account, for `accounts` of the platform. */
export function defineAccount(account: AccountDefinition): AccountDefinition {
  return account;
}
