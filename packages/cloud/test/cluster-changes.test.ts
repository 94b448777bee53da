import type { ResolvedCluster, ResolvedNodeGroup } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import { changed, clusterOf, input, ofType, planOf, resource, riven, textInput } from './cluster-plan.ts';

const platform = await riven();
const before = clusterOf(platform, 'production');

/** A cluster with the given node group 'general'. */
function withGeneral(change: Partial<ResolvedNodeGroup>): ResolvedCluster {
  const { general } = before.nodeGroups;
  if (general === undefined) throw new Error('no general');
  return { ...before, nodeGroups: { ...before.nodeGroups, general: { ...general, ...change } } };
}

describe('an upgrade touches one thing at a time', () => {
  const steps = [
    { ...before, kubernetesVersion: '1.36' },
    { ...before, kubernetesVersion: '1.36', managedAddonsVersion: '1.36' },
    { ...before, kubernetesVersion: '1.36', managedAddonsVersion: '1.36', nodesVersion: '1.36' },
  ];

  test.each([
    ['the control plane', before, steps[0]],
    ['the addons', steps[0], steps[1]],
    ['the nodes', steps[1], steps[2]],
  ] as const)('%s', async (what, from, to) => {
    const changes = changed(await planOf(platform, from ?? before), await planOf(platform, to ?? before));
    const nodeGroups = Object.keys(before.nodeGroups).sort();
    if (what === 'the control plane') expect(changes).toEqual(['~ eks:index:Cluster/riven-production']);
    if (what === 'the addons') {
      expect(changes).toEqual(['~ aws:eks/addon:Addon/coredns', '~ aws:eks/addon:Addon/kube-proxy']);
    }
    if (what === 'the nodes') {
      expect(changes.map((change) => /^~ aws:eks\/nodeGroup:NodeGroup\/(.*)-/.exec(change)?.[1])).toEqual(nodeGroups);
    }
  });
});

test('a cluster that people reach from a VPN lets in that block, to the API server alone', async () => {
  const plan = await planOf(platform, { ...before, reachableFrom: ['10.100.0.0/22'] });
  expect(changed(await planOf(platform, before), plan)).toEqual([
    '+ aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule/api-10-100-0-0-22',
    '+ espalier:cloud:ApiAccess/api',
    '~ espalier:cloud:Guard/stack',
  ]);
  const rule = resource(plan, 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule/api-10-100-0-0-22');
  expect(rule.inputs).toMatchObject({
    securityGroupId: '${eks:index:Cluster/riven-production.clusterSecurityGroupId}',
    cidrIpv4: '10.100.0.0/22',
    fromPort: 443,
    toPort: 443,
  });
});

describe('nodes of', () => {
  test('another image or size are changed in place', async () => {
    const plan = await planOf(platform, before);
    const [group] = ofType(plan, 'aws:eks/nodeGroup:NodeGroup').filter(({ name }) => name.startsWith('general-'));
    const inPlace = [`~ ${group?.id ?? ''}`];
    const image = await planOf(platform, withGeneral({ amiRelease: '1.35.7-20260911' }));
    expect(changed(plan, image)).toEqual(inPlace);
    expect(changed(plan, await planOf(platform, withGeneral({ size: { min: 4, max: 40 } })))).toEqual(inPlace);
  });

  test('another shape are another generation, next to the old one where that is configured', async () => {
    const { general } = before.nodeGroups;
    if (general === undefined) throw new Error('no general');
    const { instanceTypes, architecture, operatingSystem, volumeGibibytes, amiRelease, size } = general;
    const old = { instanceTypes, architecture, operatingSystem, volumeGibibytes, amiRelease, size };
    const shape = { instanceTypes: ['m8g.xlarge'], architecture: 'arm64' as const };
    const plan = await planOf(platform, before);
    const beside = await planOf(platform, withGeneral({ ...shape, retiring: [old] }));
    const alone = await planOf(platform, withGeneral(shape));

    const generations = ofType(beside, 'aws:eks/nodeGroup:NodeGroup').filter(({ name }) => name.startsWith('general-'));
    expect(
      Object.fromEntries(generations.map((group) => [textInput(group, 'amiType'), input(group, 'taints')])),
    ).toEqual({
      AL2023_ARM_64_STANDARD: [],
      AL2023_x86_64_STANDARD: [{ effect: 'NO_SCHEDULE', key: 'espalier.dev/retiring', value: 'true' }],
    });
    for (const group of generations) expect(input(group, 'scalingConfig.minSize')).toBe(size.min);

    const groups = (changes: readonly string[]): readonly string[] =>
      changes.filter((change) => change.includes('aws:eks/nodeGroup:')).map((change) => change.slice(0, 1));
    expect(groups(changed(plan, beside))).toEqual(['+', '~']);
    expect(groups(changed(beside, alone))).toEqual(['-']);
    expect(groups(changed(plan, alone))).toEqual(['+', '-']);
  });
});

describe('versions', () => {
  test("a cluster's own version of an addon wins", async () => {
    const plan = await planOf(platform, { ...before, managedAddons: { coredns: 'v1.14.3-eksbuild.23' } });
    const coredns = ofType(plan, 'aws:eks/addon:Addon').find(({ name }) => name === 'coredns');
    expect(coredns?.inputs['addonVersion']).toBe('v1.14.3-eksbuild.23');
  });

  test.each([
    ['ESP6201', { managedAddonsVersion: '1.31' }, "No version of 'vpc-cni' is known for Kubernetes 1.31."],
    ['ESP6202', { managedAddons: { 'core-dns': 'v1.14.3-eksbuild.23' } }, "'core-dns' is not an EKS addon"],
    ['ESP6203', { nodesVersion: '1.31' }, 'No release of the al2023 image is pinned for Kubernetes 1.31.'],
  ])('%s', async (code, change, found) => {
    const plan = planOf(platform, { ...before, ...change });
    await expect(plan).rejects.toThrow(`${code}  apps/platform/clusters/production/cluster.ts`);
    await expect(plan).rejects.toThrow(found);
  });

  test('Bottlerocket has no pinned release', async () => {
    await expect(planOf(platform, withGeneral({ operatingSystem: 'bottlerocket' }))).rejects.toThrow('ESP6203');
    const plan = await planOf(
      platform,
      withGeneral({ operatingSystem: 'bottlerocket', amiRelease: '1.49.0-0123abcd' }),
    );
    const [template] = ofType(plan, 'aws:ec2/launchTemplate:LaunchTemplate').filter(({ name }) =>
      name.startsWith('riven-production-general-'),
    );
    expect(template?.inputs['blockDeviceMappings']).toMatchObject([
      { deviceName: '/dev/xvda' },
      { deviceName: '/dev/xvdb', ebs: { volumeSize: 80 } },
    ]);
  });
});

test('the EBS driver may use the keys that StorageClasses name', async () => {
  const key = 'arn:aws:kms:us-east-1:333333333333:key/volumes';
  const addons = before.addons.map((addon) => ({
    ...addon,
    objects: addon.objects.map((object) =>
      object.kind === 'StorageClass' ? { ...object, parameters: { encrypted: 'true', kmsKeyId: key } } : object,
    ),
  }));
  const plan = await planOf(platform, { ...before, addons });
  const changes = changed(await planOf(platform, before), plan);
  expect(changes).toContain('+ aws:iam/rolePolicy:RolePolicy/riven-production-aws-ebs-csi-driver');
  const policy = resource(plan, 'aws:iam/rolePolicy:RolePolicy/riven-production-aws-ebs-csi-driver');
  expect(input(policy, 'policy.Statement.0')).toEqual({
    Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
    Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    Effect: 'Allow',
    Resource: [key],
  });
  expect(input(policy, 'policy.Statement.1.Resource')).toEqual([key]);
});

describe('a role that IAM would not take', () => {
  function withPolicy(actions: readonly string[], resources: readonly string[]): ResolvedCluster {
    const [identity] = before.identities.filter(({ kind }) => kind === 'app');
    if (identity?.kind !== 'app') throw new Error('no app');
    const needs = [{ kind: 'policy' as const, name: 'more', secretName: '', statements: [{ actions, resources }] }];
    return { ...before, identities: [{ ...identity, needs }] };
  }

  test.each([['*'], ['*:*'], ['s3:*']])('for it allows %s', async (action) => {
    await expect(planOf(platform, withPolicy([action], ['*']))).rejects.toThrow('ESP6204');
  });

  test('for its policy is too large', async () => {
    const resources = Array.from(
      { length: 200 },
      (_, index) => `arn:aws:s3:::bucket-with-a-rather-long-name-${index}/*`,
    );
    await expect(planOf(platform, withPolicy(['s3:GetObject'], resources))).rejects.toThrow('ESP6205');
    await expect(planOf(platform, withPolicy(['s3:GetObject'], resources.slice(0, 100)))).resolves.toBeDefined();
  });
});
