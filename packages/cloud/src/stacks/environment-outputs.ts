/** What an environment's stack hands to those of its clusters: what AWS alone knows. */
export interface EnvironmentOutputs {
  readonly vpcId: string;
  /** Ids by tier, one a zone. */
  readonly subnetIds: {
    readonly workloads: readonly string[];
    readonly public: readonly string[];
    readonly data: readonly string[];
    readonly controlPlane: readonly string[];
    readonly endpoints: readonly string[];
  };
  /** Key that encrypts the environment's buckets, tables, queues, secrets and databases. */
  readonly dataKeyArn: string;
  /** Topic of what would wake somebody up. */
  readonly alarmTopicArn: string;
  /** Id of the hosted zone of the environment's domain. */
  readonly zoneId: string;
  /** Databases by RDS identifier. */
  readonly databases: Readonly<Record<string, DatabaseOutputs>>;
}

/** What is known of a database once it is there. */
export interface DatabaseOutputs {
  /** `db-ABCD…`: what `rds-db:connect` names. */
  readonly resourceId: string;
  readonly securityGroupId: string;
  /** Secret with the master password that RDS manages; only the Job that creates users reads it. */
  readonly masterSecretArn: string;
}

/** Names of all of these. */
export const environmentOutputs = [
  'vpcId',
  'subnetIds',
  'dataKeyArn',
  'alarmTopicArn',
  'zoneId',
  'databases',
] as const satisfies readonly (keyof EnvironmentOutputs)[];

/** Whether what a stack gives is what an environment's gives. */
export function isEnvironmentOutputs(value: unknown): value is EnvironmentOutputs {
  return typeof value === 'object' && value !== null && environmentOutputs.every((name) => name in value);
}
