import type { ResolvedPlatform } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import type { PlannedResource, StackPlan } from '../src/plan/index.ts';
import { at, byName, environmentPlan, fieldsAt, loadRiven, resource, textAt } from './stack-plans.ts';
import { teardownRounds } from './teardown.ts';

const riven = await loadRiven();
const plans = {
  staging: await environmentPlan(riven, 'staging'),
  production: await environmentPlan(riven, 'production'),
};

const subnetType = 'aws:ec2/subnet:Subnet';
const idOf = (type: string, name: string): string => `\${${type}/${name}.id}`;

/** Where what leaves the VPC from a subnet goes to; `nowhere` where its route table has no such route. */
function wayOut(plan: StackPlan, subnet: string): string {
  const association = byName(plan, 'aws:ec2/routeTableAssociation:RouteTableAssociation')[subnet];
  expect(association?.inputs['subnetId']).toBe(idOf(subnetType, subnet));
  const routes = Object.values(byName(plan, 'aws:ec2/route:Route')).filter(
    ({ inputs }) => inputs['routeTableId'] === association?.inputs['routeTableId'],
  );
  expect(routes.length).toBeLessThan(2);
  const [route] = routes;
  if (route === undefined) return 'nowhere';
  expect(route.inputs['destinationCidrBlock']).toBe('0.0.0.0/0');
  return textAt(route.inputs, 'natGatewayId' in route.inputs ? 'natGatewayId' : 'gatewayId');
}

/** The same platform with other facts about an environment's network. */
function withNetwork(change: object): ResolvedPlatform {
  const { staging } = riven.environments;
  if (staging === undefined) throw new Error('no environment staging');
  const network = { ...staging.network, ...change };
  return { ...riven, environments: { ...riven.environments, staging: { ...staging, network } } };
}

describe.each(['staging', 'production'] as const)('the network of %s', (name) => {
  const plan = plans[name];
  const network = riven.environments[name]?.network;

  test('is a VPC that controllers find by its name', () => {
    expect(resource(plan, 'aws:ec2/vpc:Vpc/network')).toMatchObject({
      inputs: {
        cidrBlock: network?.cidr,
        enableDnsHostnames: true,
        enableDnsSupport: true,
        tags: { Name: `riven-${name}` },
      },
      options: { protect: true },
    });
  });

  test('has the subnets of the model, one a zone in each tier, and gives out no public address', () => {
    const subnets = byName(plan, subnetType);
    const of = (tier: string): readonly unknown[] =>
      ['a', 'b', 'c'].map((zone) => subnets[`${tier}-${zone}`]?.inputs['cidrBlock']);
    expect({
      public: of('public'),
      workloads: of('workloads'),
      data: of('data'),
      controlPlane: of('control-plane'),
      endpoints: of('endpoints'),
    }).toEqual(Object.fromEntries(Object.entries(network?.tiers ?? {}).map(([tier, { subnets }]) => [tier, subnets])));
    expect(Object.keys(subnets)).toHaveLength(15);
    for (const { name: subnet, inputs } of Object.values(subnets)) {
      expect(inputs).toMatchObject({ mapPublicIpOnLaunch: false, availabilityZone: `us-east-1${subnet.slice(-1)}` });
    }
  });

  test('tags subnets for the load balancer controller', () => {
    const tagged = (tag: string): readonly string[] =>
      Object.values(byName(plan, subnetType))
        .filter(({ inputs }) => fieldsAt(inputs, 'tags')[tag] === '1')
        .map((subnet) => subnet.name);
    expect(tagged('kubernetes.io/role/elb')).toEqual(['public-a', 'public-b', 'public-c']);
    expect(tagged('kubernetes.io/role/internal-elb')).toEqual(['workloads-a', 'workloads-b', 'workloads-c']);
  });

  test('leads out of public subnets to the internet, of workloads to NAT, of all others nowhere', () => {
    const nat = (zone: string): string =>
      idOf('aws:ec2/natGateway:NatGateway', `nat-${network?.nat === 'single' ? 'a' : zone}`);
    for (const zone of ['a', 'b', 'c']) {
      expect(wayOut(plan, `public-${zone}`)).toBe(idOf('aws:ec2/internetGateway:InternetGateway', 'network'));
      expect(wayOut(plan, `workloads-${zone}`)).toBe(nat(zone));
      for (const tier of ['data', 'control-plane', 'endpoints'])
        expect(wayOut(plan, `${tier}-${zone}`)).toBe('nowhere');
    }
  });

  test('has nothing but NAT gateways in public subnets', () => {
    const inPublic = plan.resources.filter(({ type, inputs }) => {
      const routing = type === 'aws:ec2/routeTableAssociation:RouteTableAssociation';
      return !routing && JSON.stringify(inputs).includes(`${subnetType}/public-`);
    });
    expect(new Set(inPublic.map(({ type }) => type))).toEqual(new Set(['aws:ec2/natGateway:NatGateway']));
    expect(inPublic).toHaveLength(network?.nat === 'single' ? 1 : 3);
  });

  test('lets no address in from everywhere', () => {
    const rules = plan.resources.filter(({ type }) => /securityGroup/i.test(type));
    expect(rules.filter(({ inputs }) => /0\.0\.0\.0\/0|::\/0/.test(JSON.stringify(inputs)))).toEqual([]);
    expect(resource(plan, 'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup/network').inputs).toMatchObject({
      ingress: [],
      egress: [],
    });
  });

  test('reaches AWS by endpoints of its own, with private names and from inside the VPC only', () => {
    const endpoints = byName(plan, 'aws:ec2/vpcEndpoint:VpcEndpoint');
    const of = (type: string): readonly PlannedResource[] =>
      Object.values(endpoints).filter(({ inputs }) => inputs['vpcEndpointType'] === type);
    expect(of('Gateway').map(({ inputs }) => inputs['serviceName'])).toEqual([
      'com.amazonaws.us-east-1.dynamodb',
      'com.amazonaws.us-east-1.s3',
    ]);
    for (const { inputs } of of('Gateway')) {
      expect(inputs['routeTableIds']).toEqual(
        ['a', 'b', 'c'].map((zone) => idOf('aws:ec2/routeTable:RouteTable', `workloads-${zone}`)),
      );
    }
    expect(of('Interface').map(({ inputs }) => textAt(inputs, 'serviceName').replace('com.amazonaws.us-east-1.', '')))
      .toMatchInlineSnapshot(`
        [
          "autoscaling",
          "ec2",
          "ecr.api",
          "ecr.dkr",
          "eks",
          "eks-auth",
          "elasticloadbalancing",
          "kms",
          "logs",
          "secretsmanager",
          "sqs",
          "sts",
        ]
      `);
    for (const { inputs } of of('Interface')) {
      expect(inputs).toMatchObject({
        privateDnsEnabled: true,
        subnetIds: ['a', 'b', 'c'].map((zone) => idOf(subnetType, `endpoints-${zone}`)),
        securityGroupIds: [idOf('aws:ec2/securityGroup:SecurityGroup', 'endpoints')],
      });
    }
    expect(resource(plan, 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule/endpoints').inputs).toEqual({
      securityGroupId: idOf('aws:ec2/securityGroup:SecurityGroup', 'endpoints'),
      cidrIpv4: network?.cidr,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
    });
  });

  test('has a policy of its own on every endpoint, for the accounts of the environment and of the registry', () => {
    const accountId = riven.environments[name]?.account.id ?? '';
    for (const { inputs } of Object.values(byName(plan, 'aws:ec2/vpcEndpoint:VpcEndpoint'))) {
      const policy = JSON.stringify(at(inputs['policy'], 'Statement'));
      expect(policy).toContain(accountId);
      const accounts = new Set(policy.match(/\d{12}/g));
      accounts.delete(accountId);
      accounts.delete(riven.registry.id);
      expect(accounts).toEqual(new Set());
    }
  });

  test('logs who talked to whom, encrypted', () => {
    expect(resource(plan, 'aws:ec2/flowLog:FlowLog/flow-logs').inputs).toMatchObject({
      vpcId: idOf('aws:ec2/vpc:Vpc', 'network'),
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logDestination: '${aws:cloudwatch/logGroup:LogGroup/flow-logs.arn}',
      iamRoleArn: `\${aws:iam/role:Role/riven-${name}-flow-logs.arn}`,
    });
    expect(resource(plan, 'aws:cloudwatch/logGroup:LogGroup/flow-logs').inputs).toEqual({
      retentionInDays: 90,
      kmsKeyId: '${aws:kms/key:Key/data.arn}',
    });
  });

  test('keeps its ways as long as anything uses them', () => {
    const rounds = teardownRounds(plan);
    const round = (id: string): number => rounds.get(id) ?? NaN;
    const goesBefore = (first: string, later: string): void => {
      expect(round(first), `${first} before ${later}`).toBeLessThan(round(later));
    };
    for (const { id, type, inputs } of plan.resources) {
      if (type === 'aws:ec2/routeTableAssociation:RouteTableAssociation') continue;
      for (const [, subnet] of JSON.stringify(inputs).matchAll(/aws:ec2\/subnet:Subnet\/([a-z-]+)\.id/g)) {
        goesBefore(id, `aws:ec2/routeTableAssociation:RouteTableAssociation/${subnet}`);
      }
    }
    for (const { id, inputs } of Object.values(byName(plan, 'aws:ec2/natGateway:NatGateway'))) {
      goesBefore(id, 'aws:ec2/route:Route/public-internet');
      goesBefore(id, textAt(inputs, 'allocationId').slice(2, -'.id}'.length));
    }
    for (const { id } of Object.values(byName(plan, 'aws:ec2/eip:Eip'))) {
      goesBefore(id, 'aws:ec2/internetGateway:InternetGateway/network');
    }
    goesBefore('aws:ec2/flowLog:FlowLog/flow-logs', `aws:iam/rolePolicy:RolePolicy/riven-${name}-flow-logs`);
  });
});

test('two zones have two subnets in each tier', async () => {
  const plan = await environmentPlan(withNetwork({ zones: ['a', 'b'], nat: 'one-per-zone' }), 'staging');
  expect(Object.keys(byName(plan, subnetType))).toHaveLength(10);
  expect(Object.keys(byName(plan, 'aws:ec2/natGateway:NatGateway'))).toEqual(['nat-a', 'nat-b']);
});
