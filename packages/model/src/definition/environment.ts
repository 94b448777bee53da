/** A purpose in an account and region, with its network and data: what `apps/platform/environments/<name>.ts` exports. */
export interface EnvironmentDefinition {
  /** Name of an account of the platform. */
  readonly account: string;
  /** AWS region. */
  readonly region: string;
  /**
   * Domain of the environment, which owns its zone and certificate; every host of its clusters is in it.
   *
   * @default the environment's name under the platform's domain, such as `staging.riven.dev`
   */
  readonly domain?: string | undefined;
  readonly network: NetworkDefinition;
  readonly data?: DataDefinition | undefined;
  readonly alarms?: AlarmsDefinition | undefined;
}

/** The VPC of an environment. */
export interface NetworkDefinition {
  /** IPv4 block of the VPC, `/16` to `/20`; must not overlap with another environment. */
  readonly cidr: string;
  /**
   * Number of availability zones, or their letters, such as `['a', 'b', 'd']`. Give letters if EKS has no control plane
   * in one of the first zones. In accounts from before November 2025, the letters of the oldest regions differ between
   * accounts.
   *
   * @default 3
   * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets
   */
  readonly zones?: 2 | 3 | readonly string[] | undefined;
  /** NAT gateways: one for all zones or one in each. @default 'one-per-zone' */
  readonly nat?: 'single' | 'one-per-zone' | undefined;
}

/** Protection of the environment's databases, tables and buckets. */
export interface DataDefinition {
  /** Whether databases run in two zones. @default false */
  readonly multiZone?: boolean | undefined;
  /** Retention of automatic backups in days. @default 7 */
  readonly backupRetentionDays?: number | undefined;
}

/** Who receives the environment's alarms: of its databases, queues, network, certificate, backups and clusters. */
export interface AlarmsDefinition {
  /**
   * E-mail addresses that receive alarms, such as that of an on-call service. Each confirms its subscription once, by
   * the link in the mail from AWS. @default none, with a warning
   */
  readonly emails?: readonly string[] | undefined;
}

/** Declares an environment. The default export of `apps/platform/environments/<name>.ts`. */
export function defineEnvironment(environment: EnvironmentDefinition): EnvironmentDefinition {
  return environment;
}
