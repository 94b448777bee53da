import { expect, test } from 'vitest';
import { allows, type Statement } from './evaluate.ts';
import { bootstrapIn, policyIn, riven } from './riven.ts';

const configuration = bootstrapIn(await riven(), 'production');
const shared = bootstrapIn(await riven(), 'shared');
const bucket = 'arn:aws:s3:::riven-state-333333333333-us-east-1';
const key = '${aws_kms_key.state.arn}';
const here = { 'aws:RequestedRegion': 'us-east-1' };
const boundary = 'arn:aws:iam::333333333333:policy/riven-boundary';
const role = (name: string): string => `arn:aws:iam::333333333333:role/${name}`;

function may(name: string, action: string, resource = '*', context: Readonly<Record<string, string>> = here): boolean {
  return allows(policyIn(configuration, name), { action, resource, context });
}

/** Values of a claim that a role's trust policy asks for. */
function claim(trust: readonly Statement[], variable: string): readonly string[] | string | undefined {
  return trust[0]?.condition?.find((condition) => condition.variable.endsWith(`:${variable}`))?.values;
}

test('plan is for jobs in an environment of its own', () => {
  expect(claim(policyIn(configuration, 'plan_trust'), 'sub')).toEqual([
    'repo:riven/platform:environment:production-plan',
    'repo:riven@${var.github_owner_id}/platform@${var.github_repository_id}:environment:production-plan',
  ]);
  expect(claim(policyIn(configuration, 'plan_trust'), 'aud')).toEqual(['sts.amazonaws.com']);
  expect(claim(policyIn(configuration, 'plan_trust'), 'repository_id')).toEqual(['${var.github_repository_id}']);
});

test('apply is for jobs in the environment of the account', () => {
  expect(claim(policyIn(configuration, 'apply_trust'), 'sub')).toEqual([
    'repo:riven/platform:environment:production',
    'repo:riven@${var.github_owner_id}/platform@${var.github_repository_id}:environment:production',
  ]);
});

test("images come from the owner's repositories, in their environment for releases", () => {
  expect(claim(policyIn(shared, 'image_push_trust'), 'sub')).toEqual([
    'repo:riven/*:environment:release',
    'repo:riven@${var.github_owner_id}/*:environment:release',
  ]);
  const push = (repository: string): boolean =>
    allows(policyIn(shared, 'image_push'), {
      action: 'ecr:PutImage',
      resource: `arn:aws:ecr:us-east-1:111111111111:repository/${repository}`,
    });
  expect(push('riven/identity')).toBe(true);
  expect(push('quay/argoproj/argocd')).toBe(false);
  expect(allows(policyIn(shared, 'image_push'), { action: 'ecr:BatchDeleteImage' })).toBe(false);
});

test('plan reads state and changes nothing, not even a lock', () => {
  expect(may('plan', 's3:ListBucket', bucket)).toBe(true);
  expect(may('plan', 's3:GetObject', `${bucket}/.pulumi/stacks/riven/account-production.json`)).toBe(true);
  expect(may('plan', 's3:GetObject', `${bucket}/bootstrap/terraform.tfstate`)).toBe(false);
  expect(may('plan', 's3:PutObject', `${bucket}/.pulumi/locks/one.json`)).toBe(false);
  expect(may('plan', 'ec2:DescribeVpcs')).toBe(true);
  for (const action of ['ec2:CreateVpc', 'iam:CreateRole', 'eks:UpdateClusterConfig', 'sts:AssumeRole']) {
    expect(may('plan', action), action).toBe(false);
  }
});

test.each(['plan', 'viewer', 'operator'])('%s sees nothing of what is kept', (name) => {
  for (const action of [
    'secretsmanager:GetSecretValue',
    'ssm:GetParameter',
    'dynamodb:GetItem',
    'dynamodb:Scan',
    'sqs:ReceiveMessage',
    'logs:GetLogEvents',
    'rds-db:connect',
    'ecr:GetDownloadUrlForLayer',
    'ec2:GetPasswordData',
  ]) {
    expect(may(name, action), action).toBe(false);
  }
  expect(may(name, 's3:GetObject', 'arn:aws:s3:::riven-production-model-server-weights/model')).toBe(false);
});

test('the key opens stack secrets for apply, not for those who look; state they read through S3', () => {
  // The account says for itself whether its plan role is among those who look; unless it says so, it is.
  const looking = (values: string): readonly string[] => [...values.matchAll(/arn:[^"]+/g)].map(([arn]) => arn);
  const policy = policyIn(configuration, 'state_key').map((statement) => ({
    ...statement,
    condition: (statement.condition ?? []).map((condition) => ({
      ...condition,
      values: typeof condition.values === 'string' ? looking(condition.values) : condition.values,
    })),
  }));
  const decrypts = (name: string, through: Readonly<Record<string, string>> = {}): boolean =>
    allows(policy, {
      action: 'kms:Decrypt',
      context: { 'aws:PrincipalArn': role(`riven-${name}`), ...through },
    });
  expect(decrypts('apply')).toBe(true);
  for (const name of ['plan', 'operator', 'viewer', 'image-push']) expect(decrypts(name), name).toBe(false);
  expect(decrypts('plan', { 'kms:ViaService': 's3.us-east-1.amazonaws.com' })).toBe(true);
  expect(configuration.variable['plan_opens_stack_secrets']).toMatchObject({ type: 'bool', default: false });
});

test('plan decrypts state of this bucket', () => {
  const through = {
    'kms:ViaService': 's3.us-east-1.amazonaws.com',
    'kms:EncryptionContext:aws:s3:arn': bucket,
  };
  expect(may('plan', 'kms:Decrypt', key, through)).toBe(true);
  expect(may('plan', 'kms:Decrypt', 'arn:aws:kms:us-east-1:333333333333:key/data', through)).toBe(false);
});

test('apply makes roles under the boundary, with the name of the platform, and no others', () => {
  const bounded = { 'iam:PermissionsBoundary': boundary };
  for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy']) {
    expect(may('apply', action, role('riven-production-production-identity'), bounded), action).toBe(true);
    expect(may('apply', action, role('riven-production-production-identity'), {}), action).toBe(false);
    expect(may('apply', action, role('Administrator'), bounded), action).toBe(false);
  }
  expect(may('apply', 'iam:DeleteRolePermissionsBoundary', role('riven-x'), bounded)).toBe(false);
  expect(may('apply', 'iam:UpdateAssumeRolePolicy', role('OrganizationAccountAccessRole'))).toBe(false);
  expect(may('apply', 'iam:PassRole', role('riven-x'), { 'iam:PassedToService': 'eks.amazonaws.com' })).toBe(true);
  expect(may('apply', 'iam:PassRole', role('riven-x'), { 'iam:PassedToService': 'lambda.amazonaws.com' })).toBe(false);
});

test('apply changes nothing of what bounds it', () => {
  const bounded = { 'iam:PermissionsBoundary': boundary };
  const ofTheBootstrap = Object.keys(shared.resource['aws_iam_role'] ?? {}).map((label) => label.replaceAll('_', '-'));
  expect(ofTheBootstrap).toContain('image-push');
  for (const name of ofTheBootstrap) {
    for (const action of ['iam:UpdateAssumeRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRole', 'iam:TagRole']) {
      expect(may('apply', action, role(`riven-${name}`), bounded), `${action} ${name}`).toBe(false);
    }
  }
  for (const [action, resource] of [
    ['iam:CreatePolicyVersion', boundary],
    ['iam:DeletePolicy', boundary],
    [
      'iam:AddClientIDToOpenIDConnectProvider',
      'arn:aws:iam::333333333333:oidc-provider/token.actions.githubusercontent.com',
    ],
    ['s3:PutBucketPolicy', bucket],
    ['s3:DeleteBucket', bucket],
    ['s3:DeleteObjectVersion', `${bucket}/.pulumi/meta.yaml`],
    ['s3:GetObject', `${bucket}/bootstrap/terraform.tfstate`],
    ['s3:PutObject', `${bucket}/bootstrap/terraform.tfstate`],
    ['kms:PutKeyPolicy', key],
    ['kms:ScheduleKeyDeletion', key],
    ['s3:PutAccountPublicAccessBlock', '*'],
    ['ec2:DisableEbsEncryptionByDefault', '*'],
    ['iam:CreateUser', '*'],
    ['iam:CreateAccessKey', '*'],
    ['organizations:LeaveOrganization', '*'],
  ] as const) {
    expect(may('apply', action, resource), action).toBe(false);
  }
});

test('apply works with state, in the regions of the account', () => {
  for (const action of ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']) {
    expect(may('apply', action, `${bucket}/.pulumi/locks/one.json`), action).toBe(true);
  }
  expect(may('apply', 'kms:Decrypt', key)).toBe(true);
  expect(may('apply', 'ec2:CreateVpc')).toBe(true);
  expect(may('apply', 'ec2:CreateVpc', '*', { 'aws:RequestedRegion': 'eu-west-1' })).toBe(false);
  expect(may('apply', 'route53:CreateHostedZone', '*', { 'aws:RequestedRegion': 'us-east-1' })).toBe(true);
  expect(
    may(
      'apply',
      'iam:CreateOpenIDConnectProvider',
      'arn:aws:iam::333333333333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/A',
    ),
  ).toBe(true);
});

test('operators fill secrets of the platform and reach its hosts, by forwarded ports alone', () => {
  const secret = (path: string): string => `arn:aws:secretsmanager:us-east-1:333333333333:secret:${path}`;
  const document = (name: string): string => `arn:aws:ssm:us-east-1::document/${name}`;
  expect(
    may('operator', 'secretsmanager:PutSecretValue', secret('riven/production/auth/identity/signing-key-AbCdEf')),
  ).toBe(true);
  expect(may('operator', 'secretsmanager:PutSecretValue', secret('other/x'))).toBe(false);
  expect(may('operator', 'ssm:StartSession', document('AWS-StartPortForwardingSessionToRemoteHost'))).toBe(true);
  expect(may('operator', 'ssm:StartSession', document('SSM-SessionManagerRunShell'))).toBe(false);
  for (const action of ['iam:CreateRole', 'iam:PassRole', 'ec2:RunInstances', 'eks:CreateAccessEntry']) {
    expect(may('operator', action), action).toBe(false);
  }
});

test("operators fill the registry's tokens for public registries, in the account that has them", () => {
  const fills = (of: typeof shared, account: string): boolean =>
    allows(policyIn(of, 'operator'), {
      action: 'secretsmanager:PutSecretValue',
      resource: `arn:aws:secretsmanager:us-east-1:${account}:secret:ecr-pullthroughcache/docker-hub-AbCdEf`,
    });
  expect(fills(shared, '111111111111')).toBe(true);
  expect(fills(configuration, '333333333333')).toBe(false);
});

test.each(['operator', 'viewer'])('%s is for people, from Identity Center or with a second factor', (name) => {
  const trusts = (context: Readonly<Record<string, string>>): boolean =>
    allows(policyIn(configuration, `${name}_trust`), { action: 'sts:AssumeRole', context });
  const session = (permissionSet: string): Readonly<Record<string, string>> => ({
    'aws:PrincipalArn': role(
      `aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${permissionSet}_0123456789abcdef`,
    ),
  });
  expect(trusts(session(`riven-${name}`))).toBe(true);
  expect(trusts(session('riven-other'))).toBe(false);
  expect(trusts({ 'aws:PrincipalArn': role('riven-x') })).toBe(false);
  expect(trusts({ 'aws:PrincipalArn': 'arn:aws:iam::333333333333:user/a', 'aws:MultiFactorAuthPresent': 'true' })).toBe(
    true,
  );
});
