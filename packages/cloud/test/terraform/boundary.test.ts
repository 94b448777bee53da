import type { ResolvedCluster, ResolvedNeed, ResolvedPlatform } from '@espalier/model';
import { output } from '@pulumi/pulumi';
import { describe, expect, test } from 'vitest';
import { statementsOf } from '../../src/needs/index.ts';
import { allows } from './evaluate.ts';
import { bootstrapIn, policyIn, riven } from './riven.ts';

const platform = await riven();
const bounds = policyIn(bootstrapIn(platform, 'production'), 'boundary');
const clusters = Object.values(platform.clusters);

function within(action: string, resource = 'arn:aws:test:::anything', region = 'us-east-1'): boolean {
  return allows(bounds, { action, resource, context: { 'aws:RequestedRegion': region } });
}

/** What a pod's role is given for what it needs, by needs' own policies. */
function actionsOf({ environment, identities }: ResolvedCluster): readonly (readonly [string, string])[] {
  const databases = new Proxy({}, { get: () => ({ resourceId: output('db-1') }) });
  const facts = { environment, dataKeyArn: 'arn:aws:kms:us-east-1:333333333333:key/data', zoneId: 'Z1', databases };
  return identities.flatMap((identity) =>
    ('needs' in identity ? identity.needs : []).flatMap((need) =>
      statementsOf(need, facts).flatMap(({ actions = [] }) =>
        [actions].flat().map((action) => [identity.owner, action] as const),
      ),
    ),
  );
}

describe.each(clusters.map((cluster) => [cluster.name, cluster] as const))('in %s', (name, cluster) => {
  const ceiling = policyIn(bootstrapIn(platform, cluster.environment.account.name), 'boundary');
  const asked = actionsOf(cluster);

  test('whatever a pod needs is inside the boundary', () => {
    expect(asked.length).toBeGreaterThan(50);
    const refused = asked.filter(
      ([, action]) =>
        !allows(ceiling, {
          action,
          resource: `arn:aws:test:::${name}`,
          context: { 'aws:RequestedRegion': cluster.environment.region },
        }),
    );
    expect(refused).toEqual([]);
  });

  test.each(['aws-load-balancer-controller', 'cluster-autoscaler', 'external-dns'])('%s is among them', (addon) => {
    expect(asked.some(([owner]) => owner === addon)).toBe(true);
  });
});

test.each([
  // Nodes. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSWorkerNodePolicy.html
  'ec2:DescribeInstances',
  'eks:DescribeCluster',
  'eks-auth:AssumeRoleForPodIdentity',
  'ecr:GetAuthorizationToken',
  'ecr:BatchGetImage',
  'ecr:BatchImportUpstreamImage',
  'ecr:CreateRepository',
  // VPC CNI, EBS CSI driver
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:CreateTags',
  'ec2:CreateVolume',
  'ec2:AttachVolume',
  // Control plane. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSClusterPolicy.html
  'autoscaling:UpdateAutoScalingGroup',
  'elasticloadbalancing:CreateLoadBalancer',
  'iam:CreateServiceLinkedRole',
  'kms:DescribeKey',
  // Backups. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForBackup.html
  'backup:CopyIntoBackupVault',
  'backup:DescribeBackupVault',
  'backup-storage:MountCapsule',
  'dynamodb:StartAwsBackupJob',
  'kms:CreateGrant',
  'rds:CreateDBSnapshot',
  'tag:GetResources',
  // Flow logs, secret stores, the Job that creates database users
  'logs:PutLogEvents',
  'logs:DescribeLogGroups',
  'secretsmanager:GetSecretValue',
  'rds-db:connect',
])("%s, which the platform's own roles do, is inside", (action) => {
  expect(within(action)).toBe(true);
});

test.each([
  'iam:CreateUser',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:AddUserToGroup',
  'iam:CreateRole',
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:DeleteRolePermissionsBoundary',
  'iam:UpdateAssumeRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:CreateOpenIDConnectProvider',
  'iam:PassRole',
  'sts:AssumeRole',
  'organizations:LeaveOrganization',
  'account:PutAlternateContact',
  'billing:UpdateBillingPreferences',
  'sso:CreateAccountAssignment',
  'eks:CreateAccessEntry',
  's3:PutBucketPolicy',
  'kms:PutKeyPolicy',
  'secretsmanager:PutSecretValue',
  'ec2:ModifySnapshotAttribute',
  'ec2:CreateVpcPeeringConnection',
  'ec2:DisableEbsEncryptionByDefault',
  'ec2:ModifyInstanceMetadataDefaults',
  'lambda:CreateFunction',
])('%s is refused', (action) => {
  expect(within(action)).toBe(false);
});

test('no role below it reaches state, or a region that the platform is not in', () => {
  const bucket = 'arn:aws:s3:::riven-state-333333333333-us-east-1';
  expect(within('s3:GetObject', `${bucket}/.pulumi/stacks/riven/cluster-production.json`)).toBe(false);
  expect(within('s3:ListBucket', bucket)).toBe(false);
  expect(within('kms:Decrypt', '${aws_kms_key.state.arn}')).toBe(false);
  expect(within('ec2:RunInstances', '*', 'us-east-1')).toBe(true);
  expect(within('ec2:RunInstances', '*', 'ap-southeast-2')).toBe(false);
});

/** Riven's platform with one more `policy` need in production. */
function asking(...actions: readonly string[]): ResolvedPlatform {
  const { production } = platform.clusters;
  const [identity] = production?.identities.filter(({ kind }) => kind === 'app') ?? [];
  if (production === undefined || identity === undefined || !('needs' in identity)) throw new Error('Riven has apps');
  const need: ResolvedNeed = {
    kind: 'policy',
    name: 'more',
    secretName: 'more',
    statements: [{ actions, resources: ['*'] }],
  };
  const identities = [...production.identities, { ...identity, needs: [need] }];
  return { ...platform, clusters: { ...platform.clusters, production: { ...production, identities } } };
}

test('what an app asks for besides is let in, in its account and by its name', () => {
  const asked = asking('bedrock:InvokeModel');
  const invoke = { action: 'bedrock:InvokeModel', context: { 'aws:RequestedRegion': 'us-east-1' } };
  expect(within('bedrock:InvokeModel')).toBe(false);
  expect(allows(policyIn(bootstrapIn(asked, 'production'), 'boundary'), invoke)).toBe(true);
  expect(allows(policyIn(bootstrapIn(asked, 'staging'), 'boundary'), invoke)).toBe(false);
});

test.each(['iam:CreateUser', 'iam:Create*', 'organizations:List*', 'ec2:ModifySnapshotAttribute'])(
  'an app that requests %s gets the error that no pod may',
  (action) => {
    expect(() => bootstrapIn(asking(action), 'production')).toThrow(/ESP6302 {2}apps\/[a-z-]+\/app\.ts {2}needs/);
  },
);
