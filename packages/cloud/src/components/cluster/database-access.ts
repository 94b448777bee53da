import type { ResolvedCluster } from '@espalier/model';
import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';
import type { Databases } from './databases.ts';

/** Port of PostgreSQL. */
const port = 5432;

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
        if (need.kind !== 'postgres') continue;
        new aws.vpc.SecurityGroupIngressRule(
          need.secretName,
          {
            securityGroupId: databases.of(need.instance).securityGroupId,
            referencedSecurityGroupId: clusterSecurityGroupId,
            ipProtocol: 'tcp',
            fromPort: port,
            toPort: port,
            description: `${app.name} in ${cluster.eksName}`,
          },
          { parent: this },
        );
      }
    }
    this.registerOutputs();
  }
}
