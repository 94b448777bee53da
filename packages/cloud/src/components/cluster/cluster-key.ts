import { names, type ResolvedCluster } from '@espalier/model';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { lastingKey, logsStatement } from '../parts/index.ts';

export interface ClusterKeyArgs {
  readonly platform: string;
  readonly cluster: ResolvedCluster;
  readonly logGroupName: string;
}

/**
 * Key of one cluster: for its Secrets and its control plane's logs. Not the environment's, so that whoever may use that
 * one cannot read another cluster's Secrets from a backup of etcd.
 */
export class ClusterKey extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, { platform, cluster, logGroupName }: ClusterKeyArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:ClusterKey', name, {}, options);
    const { account, region } = cluster.environment;
    this.arn = lastingKey(
      name,
      {
        description: `Secrets and control plane logs of ${cluster.eksName}`,
        alias: names.clusterKeyAlias(platform, cluster.name),
        accountId: account.id,
        statements: [logsStatement({ region, accountId: account.id }, logGroupName)],
      },
      this,
    );
    this.registerOutputs({ arn: this.arn });
  }
}
