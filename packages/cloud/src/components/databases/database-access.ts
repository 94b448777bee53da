import { databaseUserOf, type ResolvedCluster } from '@espalier/model';
import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';
import type { Databases } from './databases.ts';

export interface DatabaseAccessArgs {
  readonly cluster: ResolvedCluster;
  readonly clusterSecurityGroupId: Input<string>;
  readonly databases: Databases;
}

/** Lets a cluster's pods reach the databases of the apps that run in it, and no other. */
export class DatabaseAccess extends ComponentResource {
  constructor(name: string, args: DatabaseAccessArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:DatabaseAccess', name, {}, options);
    const { cluster, clusterSecurityGroupId, databases } = args;
    for (const app of cluster.apps) {
      for (const need of app.needs) {
        const database = databaseUserOf(need);
        if (database === undefined) continue;
        new aws.vpc.SecurityGroupIngressRule(
          need.secretName,
          {
            securityGroupId: databases.of(database.instance).securityGroupId,
            referencedSecurityGroupId: clusterSecurityGroupId,
            ipProtocol: 'tcp',
            fromPort: database.port,
            toPort: database.port,
            description: `${app.name} in ${cluster.eksName}`,
          },
          { parent: this },
        );
      }
    }
    this.registerOutputs();
  }
}
