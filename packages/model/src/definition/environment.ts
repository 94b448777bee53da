/** A purpose in an account and region, with its network and data: what `apps/platform/environments/<name>.ts` exports. */
export interface EnvironmentDefinition {
  /** Name of an account of the platform. */
  readonly account: string;
  /** AWS region. */
  readonly region: string;
  /**
   * Domain whose zone and certificate the environment owns; every host of its clusters lies in it.
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
  /** IPv4 block of the VPC, `/16` to `/20`; overlaps with no other environment. */
  readonly cidr: string;
  /**
   * Number of availability zones, or their letters, such as `['a', 'b', 'd']`: in accounts from before November 2025 the
   * letters of the oldest regions stand for other zones in each account, and EKS puts no control plane in some zones.
   *
   * @default 3
   * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets
   */
  readonly zones?: 2 | 3 | readonly string[] | undefined;
  /** NAT gateways: one for all zones or one in each. @default 'one-per-zone' */
  readonly nat?: 'single' | 'one-per-zone' | undefined;
}

/** How the environment's databases, tables and buckets are kept. */
export interface DataDefinition {
  /** Whether databases run in two zones. @default false */
  readonly multiZone?: boolean | undefined;
  /** Days that automatic backups are kept. @default 7 */
  readonly backupRetentionDays?: number | undefined;
}

/** Who receives the environment's alarms: of its databases, queues, network, certificate, backups and clusters. */
export interface AlarmsDefinition {
  /**
   * Addresses that alarms are mailed to, such as that of an on-call service. Each confirms its subscription once, by the
   * link in the mail that AWS sends. @default none, which is warned about
   */
  readonly emails?: readonly string[] | undefined;
}

/** Declares an environment. The default export of `apps/platform/environments/<name>.ts`. */
export function defineEnvironment(environment: EnvironmentDefinition): EnvironmentDefinition {
  return environment;
}
