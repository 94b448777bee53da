import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';

export interface ApiAccessArgs {
  readonly clusterSecurityGroupId: Input<string>;
  /** Private blocks. */
  readonly from: readonly string[];
}

/** Lets people in to the private endpoint of the API server, from the blocks that a cluster is said to be reachable from. */
export class ApiAccess extends ComponentResource {
  constructor(name: string, { clusterSecurityGroupId, from }: ApiAccessArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:ApiAccess', name, {}, options);
    for (const block of from) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${block.replaceAll(/[./]/g, '-')}`,
        {
          securityGroupId: clusterSecurityGroupId,
          cidrIpv4: block,
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          description: `API server, from ${block}`,
        },
        { parent: this },
      );
    }
    this.registerOutputs();
  }
}
