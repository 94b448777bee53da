import { stringifyYaml } from '@espalier/tree';
import type { Json } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { compareInMemory, reviewTrees, type Files } from '../../src/index.ts';
import { plan, planned, type Tree } from './found.ts';

const role = 'aws:iam/role:Role';
const account = 'arn:aws:iam::333333333333:root';
/** An account that the base side names. */
const known: Tree = { [`${plan}/known.yaml`]: planned('aws:sqs/queue:Queue', { arn: `${account}/queue` }) };
const one = (type: string, inputs: object, name = 'orders'): Tree => ({
  [`${plan}/${type.replaceAll(/\W/g, '-')}-${name}.yaml`]: { type, name, inputs },
});
const policy = (...statements: readonly object[]): string => JSON.stringify({ Statement: statements });
const rolePolicy = (...statements: readonly object[]): Tree =>
  one('aws:iam/rolePolicy:RolePolicy', { role: 'orders', policy: policy(...statements) });
const bucketPolicy = (...statements: readonly object[]): Tree =>
  one('aws:s3/bucketPolicy:BucketPolicy', {
    bucket: '${aws:s3/bucket:Bucket/orders.id}',
    policy: policy(...statements),
  });
const bucket = one('aws:s3/bucket:Bucket', { bucket: 'orders' });
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, more: object = { Resource: '*' }): object => ({ Effect: 'Deny', Action, ...more });
const bootstrap = (resource: object, documents: object = {}): Tree => ({
  'apps/cloud/bootstrap/production/main.tf.json': JSON.stringify({
    data: { aws_iam_policy_document: documents },
    resource,
  }),
});

function risks(before: Tree, after: Tree): readonly string[] {
  const texts = (tree: Tree): Files =>
    Object.fromEntries(
      Object.entries({ ...known, ...tree }).map(([path, data]) => [
        path,
        typeof data === 'string' ? data : stringifyYaml(data as Json),
      ]),
    );
  return reviewTrees(compareInMemory(texts(before), texts(after)))
    .risks.filter(({ code }) => code === 'ESP8111')
    .map(({ severity, effect }) => `${severity}: ${effect}`);
}

describe('rights without a policy in JSON', () => {
  const attachment = (policyArn: string, name = 'orders'): Tree =>
    one(
      'aws:iam/rolePolicyAttachment:RolePolicyAttachment',
      { role: '${aws:iam/role:Role/orders.id}', policyArn },
      name,
    );
  const aws = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

  test.each(['AdministratorAccess', 'PowerUserAccess', 'AmazonS3FullAccess'])('%s is attached', (name) => {
    expect(risks({}, attachment(aws(name)))).toEqual([
      `high: iam.RolePolicyAttachment orders allows attach ${aws(name)} on \${aws:iam/role:Role/orders.id}, which it did not.`,
    ]);
  });

  test('another policy is attached to a role that is there, or to a new one', () => {
    const reader = attachment(aws('AmazonS3ReadOnlyAccess'));
    expect(risks({}, reader)).toEqual([expect.stringMatching(/^medium: /)]);
    expect(risks({}, { ...reader, ...one(role, { name: 'orders' }) })).toEqual([expect.stringMatching(/^low: /)]);
    expect(risks(reader, {})).toEqual([]);
    expect(risks(reader, attachment(aws('AmazonS3ReadOnlyAccess'), 'renamed'))).toEqual([]);
  });

  test('policies by name in a role', () => {
    const managed = (...managedPolicyArns: readonly string[]): Tree => one(role, { managedPolicyArns });
    expect(risks(managed(aws('A')), managed(aws('A'), aws('IAMFullAccess')))).toEqual([
      `high: iam.Role orders allows attach ${aws('IAMFullAccess')}, which it did not.`,
    ]);
    expect(risks(managed(aws('A'), aws('B')), managed(aws('B')))).toEqual([]);
  });

  test('who gets a policy of EKS, and where', () => {
    const access = (name: string, accessScope: object): Tree =>
      one('aws:eks/accessPolicyAssociation:AccessPolicyAssociation', {
        accessScope,
        clusterName: 'shop',
        policyArn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
        principalArn: 'arn:aws:iam::333333333333:role/viewer',
      });
    const inShop = access('AmazonEKSViewPolicy', { type: 'namespace', namespaces: ['shop'] });
    const everywhere = access('AmazonEKSViewPolicy', { type: 'cluster' });
    expect(risks(inShop, everywhere)).toEqual([expect.stringMatching(/^medium: .* on shop\/\*, which it did not\.$/)]);
    expect(risks(everywhere, inShop)).toEqual([]);
    expect(risks(everywhere, access('AmazonEKSClusterAdminPolicy', { type: 'cluster' }))).toEqual([
      expect.stringMatching(/^high: /),
    ]);
  });

  test('pods get another role', () => {
    const identity = (roleArn: string): Tree =>
      one('aws:eks/podIdentityAssociation:PodIdentityAssociation', {
        namespace: 'shop',
        serviceAccount: 'orders',
        roleArn,
      });
    expect(risks(identity('${aws:iam/role:Role/orders.arn}'), identity('${aws:iam/role:Role/admin.arn}'))).toEqual([
      'medium: eks.PodIdentityAssociation orders allows ServiceAccount shop/orders assume on ${aws:iam/role:Role/admin.arn}, which it did not.',
    ]);
    expect(risks({}, { ...identity('${aws:iam/role:Role/orders.arn}'), ...one(role, {}) })).toEqual([]);
  });

  test('in the bootstrap', () => {
    const roles = { aws_iam_role: { plan: { name: 'plan' } } };
    const attached = (name: string): object => ({
      aws_iam_role_policy_attachment: { plan: { role: '${aws_iam_role.plan.name}', policy_arn: aws(name) } },
    });
    const inline = { aws_iam_role_policy: { plan: { role: 'plan', policy: policy(allow('iam:CreateUser')) } } };
    expect(risks(bootstrap(roles), bootstrap({ ...roles, ...attached('AdministratorAccess') }))).toEqual([
      expect.stringMatching(/^high: .*AdministratorAccess/),
    ]);
    expect(risks(bootstrap(roles), bootstrap({ ...roles, ...attached('ReadOnlyAccess') }))).toEqual([
      expect.stringMatching(/^medium: /),
    ]);
    expect(risks(bootstrap({}), bootstrap({ ...roles, ...attached('ReadOnlyAccess') }))).toEqual([
      expect.stringMatching(/^low: /),
    ]);
    expect(risks(bootstrap(roles), bootstrap({ ...roles, ...inline }))).toEqual([
      expect.stringMatching(/^high: .*iam:CreateUser/),
    ]);
  });

  test('the boundary of a role is another one, or gone', () => {
    const boundary = 'arn:aws:iam::333333333333:policy/boundary';
    const bounded = one(role, { permissionsBoundary: boundary });
    expect(risks(bounded, one(role, {}))).toEqual([`high: iam.Role orders is no longer bounded by ${boundary}.`]);
    expect(risks(bounded, one(role, { permissionsBoundary: aws('AdministratorAccess') }))).toEqual([
      `high: iam.Role orders is no longer bounded by ${boundary}, but by ${aws('AdministratorAccess')}.`,
    ]);
    expect(risks(one(role, {}), bounded)).toEqual([]);
    expect(risks(bounded, {})).toEqual([]);
    const inBootstrap = (more: object): Tree => bootstrap({ aws_iam_role: { plan: { name: 'plan', ...more } } });
    expect(risks(inBootstrap({ permissions_boundary: boundary }), inBootstrap({}))).toEqual([
      expect.stringMatching(/^high: .*no longer bounded/),
    ]);
  });
});

describe('everything but a list', () => {
  const but = (...NotResource: readonly string[]): object => ({ Effect: 'Allow', Action: 's3:GetObject', NotResource });

  test('fewer resources are left out', () => {
    expect(risks(rolePolicy(but('a', 'b')), rolePolicy(but('a')))).toEqual([
      'medium: iam.RolePolicy orders allows s3:GetObject on * except a, which it did not.',
    ]);
    expect(risks(rolePolicy(but('a')), rolePolicy(but('a', 'b')))).toEqual([]);
    expect(risks(rolePolicy(but('a')), rolePolicy(allow('s3:GetObject', ['b', 'c'])))).toEqual([]);
    expect(risks(rolePolicy(but('a*')), rolePolicy(allow('s3:GetObject', ['ab'])))).toHaveLength(1);
  });

  test('fewer actions are left out', () => {
    const notActions = (...NotAction: readonly string[]): Tree =>
      rolePolicy({ Effect: 'Allow', NotAction, Resource: '*' });
    expect(risks(notActions('iam:*', 'sts:*'), notActions('sts:*', 'iam:*'))).toEqual([]);
    expect(risks(notActions('iam:*', 'sts:*'), notActions('sts:*'))).toEqual([expect.stringMatching(/^high: /)]);
    expect(risks(notActions('sts:*'), notActions('iam:*', 'sts:*'))).toEqual([]);
  });

  test('a Deny spares more', () => {
    const sparing = (...AWS: readonly string[]): Tree => ({
      ...bucket,
      ...bucketPolicy(deny('s3:*', { NotPrincipal: { AWS }, Resource: '*' })),
    });
    expect(risks(sparing('a'), sparing('a', 'b'))).toEqual([
      'high: s3.BucketPolicy orders no longer denies * except AWS a s3:* on *.',
    ]);
    expect(risks(sparing('a', 'b'), sparing('a'))).toEqual([]);
    const outside = (...NotResource: readonly string[]): Tree => rolePolicy(deny('s3:*', { NotResource }));
    expect(risks(outside('a'), outside('a', 'b'))).toHaveLength(1);
  });

  test('an Allow for everybody but one', () => {
    expect(
      risks(bucket, { ...bucket, ...bucketPolicy(allow('s3:GetObject', '*', { NotPrincipal: { AWS: account } })) }),
    ).toEqual([expect.stringMatching(/^critical: /)]);
  });
});

describe('policies that go', () => {
  const tls = deny('s3:*', { Principal: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });

  test('a policy of Denies is deleted, and its bucket stays', () => {
    expect(risks({ ...bucket, ...bucketPolicy(tls) }, bucket)).toEqual([
      'high: s3.BucketPolicy orders no longer denies * s3:* on * under conditions.',
    ]);
    expect(risks({ ...bucket, ...bucketPolicy(tls) }, {})).toEqual([]);
    expect(risks({ ...bucket, ...bucketPolicy(allow('s3:*', '*', { Principal: { AWS: account } })) }, bucket)).toEqual(
      [],
    );
  });

  test('a policy in a resource is deleted with it, or alone', () => {
    const queue = (inputs: object): Tree => one('aws:sqs/queue:Queue', inputs);
    const guarded = queue({ policy: policy(deny('sqs:*', { Principal: '*' })) });
    expect(risks(guarded, {})).toEqual([]);
    expect(risks(guarded, queue({}))).toEqual([expect.stringMatching(/^high: .*no longer denies/)]);
  });

  test('an endpoint loses its policy', () => {
    const endpoint = (inputs: object): Tree => one('aws:ec2/vpcEndpoint:VpcEndpoint', inputs);
    const narrow = endpoint({ policy: policy(allow('s3:GetObject', 'arn:aws:s3:::orders/*', { Principal: '*' })) });
    expect(risks(narrow, endpoint({}))).toEqual(['medium: ec2.VpcEndpoint orders allows * * on *, which it did not.']);
    expect(risks(narrow, {})).toEqual([]);
    expect(risks({}, endpoint({}))).toEqual([]);
  });

  test('a document of the bootstrap goes, with its role or without', () => {
    const roles = { aws_iam_role: { plan: { name: 'plan' } } };
    const used = {
      ...roles,
      aws_iam_role_policy: {
        plan: { role: '${aws_iam_role.plan.id}', policy: '${data.aws_iam_policy_document.plan.json}' },
      },
    };
    const before = bootstrap(used, {
      plan: { statement: [{ effect: 'Deny', actions: ['s3:*'], resources: ['*'] }] },
    });
    expect(risks(before, bootstrap(roles))).toEqual([expect.stringMatching(/^high: .*no longer denies s3:\* on \*/)]);
    expect(risks(before, bootstrap({}))).toEqual([]);
  });
});

describe('how much', () => {
  test.each(['secretsmanager:Get*', 'sts:Assume*', 'iam*', 'kms:Put*', 'ec2:*', '*:Get*', 's3:Put*'])(
    '%s',
    (action) => {
      expect(risks(rolePolicy(allow('s3:GetObject')), rolePolicy(allow(action)))).toEqual([
        expect.stringMatching(/^high: /),
      ]);
      expect(risks({}, rolePolicy(allow(action)))).toEqual([expect.stringMatching(/^high: /)]);
    },
  );

  test.each(['s3:GetObject*', 's3:List*', 'kms:GenerateDataKey*', 'sts:TagSession'])('%s is ordinary', (action) => {
    expect(risks(rolePolicy(allow('s3:GetBucketTagging')), rolePolicy(allow(action)))).toEqual([
      expect.stringMatching(/^medium: /),
    ]);
  });

  const trusting = (Principal: object, Condition?: object): Tree =>
    one(role, {
      assumeRolePolicy: policy({ Effect: 'Allow', Action: 'sts:AssumeRoleWithWebIdentity', Principal, Condition }),
    });

  test('who may assume a new role is named, or is a pattern, or anybody', () => {
    const github = { Federated: 'token.actions.githubusercontent.com' };
    const claim = (value: string): object => ({ StringLike: { 'token.actions.githubusercontent.com:sub': value } });
    expect(risks({}, trusting(github, claim('repo:riven/platform:ref:refs/heads/main')))).toEqual([]);
    expect(risks({}, trusting(github, claim('repo:*')))).toEqual([expect.stringMatching(/^medium: /)]);
    expect(risks({}, trusting(github))).toEqual([expect.stringMatching(/^high: /)]);
  });

  test('an account that nothing names yet', () => {
    expect(risks({}, trusting({ AWS: account }))).toEqual([expect.stringMatching(/^low: /)]);
    expect(risks({}, trusting({ AWS: 'arn:aws:iam::999999999999:root' }))).toEqual([expect.stringMatching(/^high: /)]);
    expect(risks({}, trusting({ AWS: '999999999999' }))).toEqual([expect.stringMatching(/^high: /)]);
    expect(risks({}, trusting({ AWS: '*' }))).toEqual([expect.stringMatching(/^critical: /)]);
  });
});
