import { describe, expect, test } from 'vitest';
import type { PlannedResource } from '../src/plan/index.ts';
import { hardened } from '../src/components/cluster/control-plane.ts';
import { clusterOf, comesAfter, input, ofType, planOf, resource, riven, textInput } from './cluster-plan.ts';

const platform = await riven();
const production = clusterOf(platform, 'production');
const plan = await planOf(platform, production);

const cluster = 'eks:index:Cluster/riven-production';
const nodeGroups = ofType(plan, 'aws:eks/nodeGroup:NodeGroup');

function nodeGroup(name: string): PlannedResource {
  const found = nodeGroups.find((group) => group.name.startsWith(`${name}-`));
  if (found === undefined) throw new Error(`no node group ${name}`);
  return found;
}

describe('the control plane', () => {
  test('is one opaque component, with all that it would bring along switched off', () => {
    expect(plan.resources.filter(({ kind }) => kind === 'opaque').map(({ id }) => id)).toEqual([cluster]);
    const { inputs, options } = resource(plan, cluster);
    expect(inputs).toMatchInlineSnapshot(`
      {
        "authenticationMode": "API",
        "bootstrapSelfManagedAddons": false,
        "corednsAddonOptions": {
          "enabled": false,
          "resolveConflictsOnCreate": "OVERWRITE",
          "resolveConflictsOnUpdate": "OVERWRITE",
        },
        "createInstanceRole": false,
        "createOidcProvider": false,
        "deletionProtection": true,
        "enabledClusterLogTypes": [
          "api",
          "audit",
          "authenticator",
          "controllerManager",
          "scheduler",
        ],
        "encryptionConfigKeyArn": "\${aws:kms/key:Key/riven-production.arn}",
        "endpointPrivateAccess": true,
        "endpointPublicAccess": false,
        "kubeProxyAddonOptions": {
          "enabled": false,
          "resolveConflictsOnCreate": "OVERWRITE",
          "resolveConflictsOnUpdate": "OVERWRITE",
        },
        "kubernetesServiceIpAddressRange": "172.20.0.0/16",
        "name": "riven-production",
        "serviceRole": "\${aws:iam/role:Role/riven-production-control-plane.urn}",
        "skipDefaultNodeGroup": true,
        "skipDefaultSecurityGroups": true,
        "subnetIds": [
          "\${environment-production#subnetIds.controlPlane[0]}",
          "\${environment-production#subnetIds.controlPlane[1]}",
          "\${environment-production#subnetIds.controlPlane[2]}",
        ],
        "upgradePolicy": {
          "supportType": "STANDARD",
        },
        "useDefaultVpcCni": true,
        "version": "1.35",
        "vpcId": "\${environment-production#vpcId}",
      }
    `);
    expect(options).toEqual({ protect: true, providers: { aws: 'pulumi:providers:aws/aws' } });
  });

  test('what the component has no argument for is set on the cluster inside it', async () => {
    const inside = { accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: false } };
    const args = { custom: true, name: 'riven-production-eksCluster', props: { version: '1.35' }, opts: {} };
    expect(await hardened({ ...args, type: 'aws:eks/cluster:Cluster' })).toMatchObject({
      props: { version: '1.35', zonalShiftConfig: { enabled: true }, ...inside },
      opts: { protect: true },
    });
    expect(await hardened({ ...args, type: 'pulumi:providers:kubernetes' })).toBeUndefined();
    expect(resource(plan, 'espalier:cloud:ControlPlane/riven-production').inputs).toMatchObject({
      insideTheComponent: inside,
    });
  });

  test('its Secrets and logs are encrypted by a key of its own', () => {
    const key = resource(plan, 'aws:kms/key:Key/riven-production');
    expect(key.inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(key.options).toMatchObject({ protect: true, retainOnDelete: true });
    expect(input(resource(plan, 'aws:kms/alias:Alias/riven-production'), 'name')).toBe(
      'alias/riven-production-cluster',
    );
    expect(input(key, 'policy.Statement.1.Condition.ArnLike')).toEqual({
      'kms:EncryptionContext:aws:logs:arn':
        'arn:aws:logs:us-east-1:333333333333:log-group:/aws/eks/riven-production/cluster',
    });
  });

  test('its log group is there before it, with an end to how long it keeps', () => {
    const logs = resource(plan, 'aws:cloudwatch/logGroup:LogGroup/riven-production');
    expect(logs.inputs).toEqual({
      kmsKeyId: '${aws:kms/key:Key/riven-production.arn}',
      name: '/aws/eks/riven-production/cluster',
      retentionInDays: 90,
    });
    expect(comesAfter(plan, cluster, logs.id)).toBe(true);
  });

  test('its role has its policies before it starts, under the boundary', () => {
    const role = resource(plan, 'aws:iam/role:Role/riven-production-control-plane');
    expect(input(role, 'assumeRolePolicy.Statement.0.Principal')).toEqual({ Service: 'eks.amazonaws.com' });
    for (const policy of [
      'aws:iam/rolePolicyAttachment:RolePolicyAttachment/riven-production-control-plane-AmazonEKSClusterPolicy',
      'aws:iam/rolePolicy:RolePolicy/riven-production-control-plane',
    ]) {
      expect(comesAfter(plan, cluster, policy)).toBe(true);
    }
  });
});

test('operators administer, viewers look, and no other role gets in', () => {
  const policies = ofType(plan, 'aws:eks/accessPolicyAssociation:AccessPolicyAssociation');
  expect(Object.fromEntries(policies.map(({ inputs }) => [inputs['principalArn'], inputs['policyArn']]))).toEqual({
    'arn:aws:iam::333333333333:role/riven-operator':
      'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
    'arn:aws:iam::333333333333:role/riven-viewer': 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
  });
  expect(ofType(plan, 'aws:eks/accessEntry:AccessEntry').map(({ inputs }) => inputs['principalArn'])).toEqual(
    policies.map(({ inputs }) => inputs['principalArn']),
  );
});

test('IAM believes the tokens of its ServiceAccounts', () => {
  expect(resource(plan, 'aws:iam/openIdConnectProvider:OpenIdConnectProvider/riven-production').inputs).toEqual({
    clientIdLists: ['sts.amazonaws.com'],
    url: `\${${cluster}.oidcProviderUrl}`,
  });
});

describe('addons', () => {
  const addons = ofType(plan, 'aws:eks/addon:Addon');

  test('are pinned, and nothing by hand survives an update', () => {
    expect(Object.fromEntries(addons.map(({ name, inputs }) => [name, inputs['addonVersion']]))).toMatchInlineSnapshot(`
      {
        "aws-ebs-csi-driver": "v1.63.1-eksbuild.1",
        "coredns": "v1.13.2-eksbuild.21",
        "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
        "kube-proxy": "v1.35.3-eksbuild.21",
        "vpc-cni": "v1.22.4-eksbuild.3",
      }
    `);
    for (const addon of addons) {
      expect(addon.inputs).toMatchObject({ resolveConflictsOnCreate: 'NONE', resolveConflictsOnUpdate: 'OVERWRITE' });
    }
  });

  test('the CNI enforces NetworkPolicies and takes addresses by prefix', () => {
    const cni = resource(plan, 'aws:eks/addon:Addon/vpc-cni');
    expect(input(cni, 'configurationValues.enableNetworkPolicy')).toBe('true');
    expect(input(cni, 'configurationValues.env.ENABLE_PREFIX_DELEGATION')).toBe('true');
  });

  test.each([
    ['vpc-cni', 'aws-node', 'AmazonEKS_CNI_Policy'],
    ['aws-ebs-csi-driver', 'ebs-csi-controller-sa', 'AmazonEBSCSIDriverPolicy'],
  ])('%s has a role of its own', (addon, serviceAccount, policy) => {
    const role = `aws:iam/role:Role/riven-production-${addon}`;
    expect(input(resource(plan, `aws:eks/addon:Addon/${addon}`), 'serviceAccountRoleArn')).toBe(`\${${role}.arn}`);
    expect(input(resource(plan, role), 'assumeRolePolicy.Statement.0.Condition.StringEquals')).toMatchObject({
      [`\${${cluster}.oidcIssuer}:sub`]: `system:serviceaccount:kube-system:${serviceAccount}`,
    });
    const attached = `aws:iam/rolePolicyAttachment:RolePolicyAttachment/riven-production-${addon}-${policy}`;
    expect(comesAfter(plan, `aws:eks/addon:Addon/${addon}`, attached)).toBe(true);
  });

  test('come before the nodes or after them, as they need', () => {
    for (const { id } of nodeGroups) {
      for (const addon of ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent']) {
        expect(comesAfter(plan, id, `aws:eks/addon:Addon/${addon}`)).toBe(true);
      }
      for (const addon of ['coredns', 'aws-ebs-csi-driver']) {
        expect(comesAfter(plan, `aws:eks/addon:Addon/${addon}`, id)).toBe(true);
      }
    }
  });

  test('are gone before operators lose their way in, and the cluster last', () => {
    for (const { id } of [...addons, ...nodeGroups]) {
      expect(comesAfter(plan, id, 'aws:eks/accessPolicyAssociation:AccessPolicyAssociation/operator')).toBe(true);
      expect(comesAfter(plan, id, cluster)).toBe(true);
    }
  });
});

describe('nodes', () => {
  test('one generation of each group, sized by the autoscaler between the bounds of the model', () => {
    expect(
      Object.fromEntries(
        nodeGroups.map(({ name, inputs, options }) => [
          name.slice(0, name.lastIndexOf('-')),
          [inputs['instanceTypes'], inputs['amiType'], inputs['scalingConfig'], options.ignoreChanges],
        ]),
      ),
    ).toEqual({
      ci: [
        ['c7i.2xlarge'],
        'AL2023_x86_64_STANDARD',
        { desiredSize: 0, maxSize: 30, minSize: 0 },
        ['scalingConfig.desiredSize'],
      ],
      general: [
        ['m7i.xlarge', 'm6i.xlarge'],
        'AL2023_x86_64_STANDARD',
        { desiredSize: 3, maxSize: 20, minSize: 3 },
        ['scalingConfig.desiredSize'],
      ],
      gpu: [
        ['g6.xlarge'],
        'AL2023_x86_64_NVIDIA',
        { desiredSize: 0, maxSize: 4, minSize: 0 },
        ['scalingConfig.desiredSize'],
      ],
      system: [
        ['m7i.large'],
        'AL2023_x86_64_STANDARD',
        { desiredSize: 3, maxSize: 6, minSize: 3 },
        ['scalingConfig.desiredSize'],
      ],
    });
  });

  test('are exchanged a third at a time, of small groups one, and repaired', () => {
    expect(input(nodeGroup('general'), 'updateConfig')).toEqual({ maxUnavailablePercentage: 33 });
    expect(input(nodeGroup('gpu'), 'updateConfig')).toEqual({ maxUnavailable: 1 });
    for (const group of nodeGroups) expect(input(group, 'nodeRepairConfig.enabled')).toBe(true);
  });

  test('have no fixed name, so that the next generation can exist at the same time', () => {
    for (const { inputs } of [...nodeGroups, ...ofType(plan, 'aws:ec2/launchTemplate:LaunchTemplate')]) {
      expect(inputs).not.toHaveProperty('nodeGroupName');
      expect(inputs).not.toHaveProperty('name');
    }
  });

  test('carry what pods are placed by, and the autoscaler knows it of an empty group', () => {
    expect(input(nodeGroup('system'), 'taints')).toEqual([]);
    const gpu = nodeGroup('gpu');
    expect(input(gpu, 'labels')).toEqual({ 'espalier.dev/node-group': 'gpu' });
    expect(input(gpu, 'taints')).toEqual([
      { effect: 'NO_SCHEDULE', key: 'espalier.dev/dedicated-to', value: 'ai-platform' },
    ]);
    const tags = ofType(plan, 'aws:autoscaling/tag:Tag').filter(({ dependencies }) => dependencies.includes(gpu.id));
    const template = 'k8s.io/cluster-autoscaler/node-template';
    expect(Object.fromEntries(tags.map((tag) => [input(tag, 'tag.key'), input(tag, 'tag.value')]))).toEqual({
      [`${template}/label/espalier.dev/node-group`]: 'gpu',
      [`${template}/taint/espalier.dev/dedicated-to`]: 'ai-platform:NoSchedule',
    });
  });

  test('live in the subnets of workloads', () => {
    expect(input(nodeGroup('ci'), 'subnetIds')).toEqual(
      [0, 1, 2].map((zone) => `\${environment-production#subnetIds.workloads[${zone}]}`),
    );
  });

  test('run a template by its number, with a volume of the size of the model and tags for the bill', () => {
    const { inputs, id } = resource(
      plan,
      `aws:ec2/launchTemplate:LaunchTemplate/riven-production-${nodeGroup('gpu').name}`,
    );
    expect(input(nodeGroup('gpu'), 'launchTemplate')).toEqual({
      id: `\${${id}.id}`,
      version: `\${${id}.latestVersion}`,
    });
    expect(inputs).toMatchObject({
      blockDeviceMappings: [
        { deviceName: '/dev/xvda', ebs: { encrypted: 'true', volumeSize: 200, volumeType: 'gp3' } },
      ],
      tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
        resourceType,
        tags: { Name: 'riven-production-gpu', environment: 'production', stack: 'cluster-production' },
      })),
    });
  });

  test('may join and pull, also through the cache of the registry, and nothing else', () => {
    const role = 'riven-production-nodes';
    expect(
      ofType(plan, 'aws:iam/rolePolicyAttachment:RolePolicyAttachment')
        .filter(({ name }) => name.startsWith(`${role}-`))
        .map(({ inputs }) => inputs['policyArn']),
    ).toEqual([
      'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
    ]);
    const cache = resource(plan, `aws:iam/rolePolicy:RolePolicy/${role}-pull-through-cache`);
    expect(input(cache, 'policy.Statement.0.Action')).toEqual(['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository']);
    const repositories = input(cache, 'policy.Statement.0.Resource');
    expect(repositories).toContain('arn:aws:ecr:us-east-1:111111111111:repository/quay/*');
    expect(repositories).not.toContain('arn:aws:ecr:us-east-1:111111111111:repository/*');
  });
});

describe('identities', () => {
  test('an app reaches its data and its key through the services of the data', () => {
    const { inputs } = resource(plan, 'aws:iam/rolePolicy:RolePolicy/riven-production-production-identity');
    expect(inputs['policy']).toContain('table/riven-production-identity-sessions');
    expect(inputs['policy']).toContain('rds-db:connect');
  });

  test('a SecretStore reads the secrets of its namespace', () => {
    const store = resource(plan, 'aws:iam/rolePolicy:RolePolicy/riven-production-production-secrets-auth');
    expect(input(store, 'policy.Statement')).toEqual([
      {
        Action: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'],
        Effect: 'Allow',
        Resource: ['arn:aws:secretsmanager:us-east-1:333333333333:secret:riven/production/auth/*'],
      },
      {
        Action: ['kms:Decrypt'],
        Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com' } },
        Effect: 'Allow',
        Resource: ['${environment-production#dataKeyArn}'],
      },
    ]);
  });

  test('external-dns writes names of the domain of the environment, in whatever zones the account has', () => {
    const policy = resource(plan, 'aws:iam/rolePolicy:RolePolicy/riven-production-production-external-dns');
    expect(input(policy, 'policy.Statement.0')).toMatchObject({
      Action: ['route53:ChangeResourceRecordSets'],
      Condition: {
        'ForAllValues:StringLike': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['riven.dev', '*.riven.dev'],
        },
      },
    });
  });

  test('the Job that creates the user of a database reads the master password, and it alone', () => {
    const master = '${environment-production#databases.riven-production-identity-database.masterSecretArn}';
    const readers = ofType(plan, 'aws:iam/rolePolicy:RolePolicy').filter((policy) =>
      textInput(policy, 'policy').includes(master),
    );
    expect(readers.map(({ name }) => name)).toEqual(['riven-production-production-identity-database-user']);
  });
});

test('pods reach the databases of the apps that run here, on their port', () => {
  const rules = ofType(plan, 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule');
  expect(rules.map(({ inputs }) => inputs)).toEqual(
    [
      ['dev-center-api', 'riven-production-dev-center-api-database'],
      ['identity', 'riven-production-identity-database'],
    ].map(([app = '', instance = '']) => ({
      description: `${app} in riven-production`,
      fromPort: 5432,
      ipProtocol: 'tcp',
      referencedSecurityGroupId: `\${${cluster}.clusterSecurityGroupId}`,
      securityGroupId: `\${environment-production#databases.${instance}.securityGroupId}`,
      toPort: 5432,
    })),
  );
});

test('CloudWatch alarms cover what Prometheus in the cluster may not be able to report', () => {
  const alarms = ofType(plan, 'aws:cloudwatch/metricAlarm:MetricAlarm');
  expect(alarms.map(({ inputs }) => inputs['name'])).toEqual([
    'riven-production-api-errors',
    'riven-production-storage',
    'riven-production-unschedulable-pods',
  ]);
  for (const { inputs } of alarms) {
    expect(inputs['alarmActions']).toEqual(['${environment-production#alarmTopicArn}']);
    expect(JSON.stringify(inputs)).toContain('"ClusterName":"riven-production"');
  }
});

test('the outputs are what people connect with', () => {
  expect(plan.outputs).toMatchInlineSnapshot(`
    {
      "clusterName": "riven-production",
      "clusterSecurityGroupId": "\${eks:index:Cluster/riven-production.clusterSecurityGroupId}",
      "endpoint": "\${eks:index:Cluster/riven-production.core.endpoint}",
      "nodeRoleArn": "\${aws:iam/role:Role/riven-production-nodes.arn}",
      "oidcIssuer": "\${eks:index:Cluster/riven-production.oidcIssuer}",
      "oidcProviderArn": "\${aws:iam/openIdConnectProvider:OpenIdConnectProvider/riven-production.arn}",
    }
  `);
});
