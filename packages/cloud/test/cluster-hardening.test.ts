import { describe, expect, test } from 'vitest';
import { clusterOf, input, ofType, planOf, resource, riven } from './cluster-plan.ts';

const platform = await riven();
// One program at a time runs in a process.
const production = clusterOf(platform, 'production');
const ofProduction = { cluster: production, plan: await planOf(platform, production) };
const staging = clusterOf(platform, 'staging');
const ofStaging = { cluster: staging, plan: await planOf(platform, staging) };

describe.each([
  ['production', ofProduction],
  ['staging', ofStaging],
] as const)('%s', (_, { cluster, plan }) => {
  const { account } = cluster.environment;
  const roles = ofType(plan, 'aws:iam/role:Role');

  test('every role is under the boundary of its account', () => {
    for (const role of roles) {
      expect([role.id, role.inputs['permissionsBoundary']]).toEqual([
        role.id,
        `arn:aws:iam::${account.id}:policy/riven-boundary`,
      ]);
    }
  });

  test('every ServiceAccount that talks to AWS has a role, which trusts it and no other', () => {
    const issuer = `\${eks:index:Cluster/${cluster.eksName}.oidcIssuer}`;
    const trusted = roles.flatMap((role): readonly (readonly [unknown, unknown])[] => {
      if (input(role, 'assumeRolePolicy.Statement.0.Action') !== 'sts:AssumeRoleWithWebIdentity') return [];
      expect(input(role, 'assumeRolePolicy.Statement')).toHaveLength(1);
      const condition = input(role, 'assumeRolePolicy.Statement.0.Condition');
      const subject: unknown = Reflect.get(Object(Reflect.get(Object(condition), 'StringEquals')), `${issuer}:sub`);
      expect(condition).toEqual({
        StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subject },
      });
      return [[subject, role.inputs['name'] ?? role.name]];
    });
    const serviceAccount = (namespace: string, name: string): string => `system:serviceaccount:${namespace}:${name}`;
    expect(Object.fromEntries(trusted)).toEqual({
      [serviceAccount('kube-system', 'aws-node')]: `${cluster.eksName}-vpc-cni`,
      [serviceAccount('kube-system', 'ebs-csi-controller-sa')]: `${cluster.eksName}-aws-ebs-csi-driver`,
      ...Object.fromEntries(
        cluster.identities.map((identity) => [
          serviceAccount(identity.namespace, identity.serviceAccount),
          identity.role,
        ]),
      ),
    });
  });

  test('roles that manifests name have that name, and one at a time', () => {
    const named = roles.filter(({ inputs }) => inputs['name'] !== undefined);
    expect(named.map(({ inputs }) => inputs['name'])).toEqual(cluster.identities.map(({ role }) => role));
    for (const { options } of named) expect(options.deleteBeforeReplace).toBe(true);
  });

  test('no policy allows whole services', () => {
    const policies = ofType(plan, 'aws:iam/rolePolicy:RolePolicy');
    expect(policies.length).toBeGreaterThan(cluster.identities.length);
    for (const policy of policies) {
      const statements = input(policy, 'policy.Statement');
      const actions = (Array.isArray(statements) ? statements : []).flatMap((statement: unknown): unknown => {
        expect(statement).toMatchObject({ Effect: 'Allow' });
        return Reflect.get(Object(statement), 'Action');
      });
      expect([policy.id, actions.length > 0]).toEqual([policy.id, true]);
      expect([policy.id, actions.filter((action) => /^\*|:\*$/.test(String(action)))]).toEqual([policy.id, []]);
    }
  });

  test('no pod off the network of its node reaches the credentials of the node', () => {
    const templates = ofType(plan, 'aws:ec2/launchTemplate:LaunchTemplate');
    expect(templates).toHaveLength(Object.keys(cluster.nodeGroups).length);
    for (const { inputs } of templates) {
      expect(inputs['metadataOptions']).toEqual({
        httpEndpoint: 'enabled',
        httpPutResponseHopLimit: 1,
        httpTokens: 'required',
      });
    }
  });

  test('everything is made by the one provider, which works in one account', () => {
    const provider = resource(plan, 'pulumi:providers:aws/aws');
    expect(provider.inputs).toMatchObject({ region: 'us-east-1' });
    expect(input(provider, 'allowedAccountIds.0')).toBe(account.id);
    const made = plan.resources.filter(({ kind, type }) => kind === 'resource' && !type.startsWith('pulumi:'));
    for (const { id, options } of made) expect([id, options.provider]).toEqual([id, 'pulumi:providers:aws/aws']);
  });

  test('the cloud stack never talks to Kubernetes', () => {
    expect(plan.resources.filter(({ type }) => type.includes('kubernetes'))).toEqual([]);
  });

  test('a preview shows what an update would create', async () => {
    const preview = await planOf(platform, cluster, { answered: false });
    expect(preview.resources.map(({ id }) => id)).toEqual(plan.resources.map(({ id }) => id));
  });
});

test('staging and production differ in what the model says', () => {
  const asStaging = (text: string): string =>
    text
      .replaceAll('production', 'staging')
      .replaceAll(production.environment.account.id, staging.environment.account.id);
  const texts = new Map(ofStaging.plan.resources.map((each) => [each.id, JSON.stringify(each)]));
  const differing = ofProduction.plan.resources.filter((each) => {
    return texts.get(asStaging(each.id)) !== asStaging(JSON.stringify(each));
  });
  expect(differing.map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "aws:eks/nodeGroup:NodeGroup/ci-cfd94378",
      "aws:eks/nodeGroup:NodeGroup/general-af564965",
      "aws:eks/nodeGroup:NodeGroup/gpu-de98c9d6",
      "aws:eks/nodeGroup:NodeGroup/system-909ce2c0",
      "aws:iam/rolePolicy:RolePolicy/riven-production-production-external-dns",
    ]
  `);
});
