import { names, upstreams, type ResolvedCluster, type ResolvedPlatform } from '@espalier/model';
import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import { policyText } from '../parts/index.ts';

/**
 * What a node itself needs: to join, and to pull. Addresses for pods are the CNI's own role's; there is no way onto a
 * node for people, who replace it instead.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
const managedPolicies = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'];

export interface NodeRoleArgs {
  readonly platform: ResolvedPlatform;
  readonly cluster: ResolvedCluster;
}

/** The role of a cluster's nodes, under the platform's boundary. */
export class NodeRole extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, { platform, cluster }: NodeRoleArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:NodeRole', name, {}, options);
    const { id: accountId } = cluster.environment.account;
    const role = new aws.iam.Role(
      name,
      {
        description: `Nodes of ${cluster.eksName}`,
        permissionsBoundary: names.policyArn(accountId, names.boundaryName(platform.name)),
        // EC2 names no source account when it assumes the role of an instance.
        assumeRolePolicy: policyText([{ principals: { Service: 'ec2.amazonaws.com' }, actions: 'sts:AssumeRole' }]),
      },
      { parent: this },
    );
    for (const policy of managedPolicies) {
      new aws.iam.RolePolicyAttachment(
        `${name}-${policy}`,
        { role: role.id, policyArn: `arn:aws:iam::aws:policy/${policy}` },
        { parent: this },
      );
    }
    const { id: registryId, region } = platform.registry;
    new aws.iam.RolePolicy(
      `${name}-pull-through-cache`,
      {
        role: role.id,
        policy: policyText([
          {
            // The first pull of a public image brings it into the registry's cache.
            // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
            actions: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
            resources: upstreams.map(({ prefix }) => `arn:aws:ecr:${region}:${registryId}:repository/${prefix}/*`),
          },
        ]),
      },
      { parent: this },
    );
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
