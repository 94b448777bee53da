/** Outputs of an environment's stack for its clusters' stacks: values that only AWS knows. */
export interface EnvironmentOutputs {
  readonly vpcId: string;
  /** Ids by tier, one for each zone. */
  readonly subnetIds: {
    readonly workloads: readonly string[];
    readonly public: readonly string[];
    readonly data: readonly string[];
    readonly controlPlane: readonly string[];
    readonly endpoints: readonly string[];
  };
  /** Key that encrypts the environment's buckets, tables, queues, secrets and databases. */
  readonly dataKeyArn: string;
  /** Topic of urgent alarms. */
  readonly alarmTopicArn: string;
  /** Id of the hosted zone of the environment's domain. */
  readonly zoneId: string;
  /** Databases by RDS identifier. */
  readonly databases: Readonly<Record<string, DatabaseOutputs>>;
}

/** The outputs of a database. */
export interface DatabaseOutputs {
  /** `db-ABCD…`: what `rds-db:connect` names. */
  readonly resourceId: string;
  readonly securityGroupId: string;
  /** Secret with the master password that RDS manages; only the Job that creates users reads it. */
  readonly masterSecretArn: string;
}

/** Names of all outputs. */
export const environmentOutputs = [
  'vpcId',
  'subnetIds',
  'dataKeyArn',
  'alarmTopicArn',
  'zoneId',
  'databases',
] as const satisfies readonly (keyof EnvironmentOutputs)[];

/** Whether outputs have the shape of an environment's outputs. */
export function isEnvironmentOutputs(value: unknown): value is EnvironmentOutputs {
  return typeof value === 'object' && value !== null && environmentOutputs.every((name) => name in value);
}
