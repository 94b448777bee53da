import { names, type ResolvedCluster } from '@espalier/model';
import * as aws from '@pulumi/aws';
import { ComponentResource, type ComponentResourceOptions, type Input } from '@pulumi/pulumi';

export interface AccessArgs {
  readonly platform: string;
  readonly cluster: ResolvedCluster;
  readonly clusterName: Input<string>;
}

/**
 * Who may do what in a cluster. Operators everything: they bootstrap Argo CD and fix what Git cannot. Viewers what
 * Kubernetes' own `view` allows, which leaves Secrets out; `AmazonEKSAdminViewPolicy` would show them. Nobody else, not
 * even who creates the cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
 */
const policies = { operator: 'AmazonEKSClusterAdminPolicy', viewer: 'AmazonEKSViewPolicy' } as const;

/** Access entries of a cluster. The nodes' own entry is made by EKS with their node group. */
export class Access extends ComponentResource {
  constructor(name: string, { platform, cluster, clusterName }: AccessArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:Access', name, {}, options);
    for (const role of ['operator', 'viewer'] as const) {
      const principalArn = names.roleArn(cluster.environment.account.id, names.accountRoleName(platform, role));
      const entry = new aws.eks.AccessEntry(role, { clusterName, principalArn, type: 'STANDARD' }, { parent: this });
      new aws.eks.AccessPolicyAssociation(
        role,
        {
          clusterName,
          principalArn,
          policyArn: `arn:aws:eks::aws:cluster-access-policy/${policies[role]}`,
          accessScope: { type: 'cluster' },
        },
        { parent: this, dependsOn: [entry] },
      );
    }
    this.registerOutputs();
  }
}
