import { databaseUserOf, type ResolvedCluster } from '@espalier/model';
import { RunError, type Output } from '@pulumi/pulumi';
import type { DatabaseOutputs, EnvironmentOutputs } from '../../stacks/index.ts';

type Database = { readonly [K in keyof DatabaseOutputs]: Output<string> };

/** The databases of a cluster's apps, of which the environment's stack knows what AWS called them. */
export class Databases {
  /** By RDS identifier. */
  readonly byInstance: Readonly<Record<string, Database>>;

  constructor(cluster: ResolvedCluster, environment: Output<EnvironmentOutputs>) {
    const instances = cluster.apps.flatMap(({ needs }) =>
      needs.flatMap((need) => databaseUserOf(need)?.instance ?? []),
    );
    this.byInstance = Object.fromEntries(
      instances.map((instance) => {
        const database = environment.apply(({ databases }) => {
          const known = databases[instance];
          if (known !== undefined) return known;
          throw new RunError(
            `The environment '${cluster.environment.name}' has no database '${instance}' yet: bring it up first.`,
          );
        });
        return [
          instance,
          {
            resourceId: database.resourceId,
            securityGroupId: database.securityGroupId,
            masterSecretArn: database.masterSecretArn,
          },
        ];
      }),
    );
  }

  /** One that an app of the cluster needs. */
  of(instance: string): Database {
    const database = this.byInstance[instance];
    if (database === undefined) throw new Error(`no app of the cluster needs the database ${instance}`);
    return database;
  }
}
