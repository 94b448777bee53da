import * as aws from '@pulumi/aws';
import type { Json } from '@espalier/model';
import { describe, expect, test } from 'vitest';
import type { StackPlan } from '../src/plan/index.ts';
import type { AppCloud } from '../src/own-programs/app-cloud.ts';
import { isEnvironmentOutputs } from '../src/stacks/environment-outputs.ts';
import { providedNeeds } from '../src/program/provided-needs.ts';
import { at, byName, environmentPlan, fieldsAt, loadRiven, resource, textAt } from './stack-plans.ts';
import { teardownRounds, withoutGuards } from './teardown.ts';

const riven = await loadRiven();
const plans = {
  staging: await environmentPlan(riven, 'staging'),
  production: await environmentPlan(riven, 'production'),
};

/** Resources of some types, as ids. */
const ids = (plan: StackPlan, types: RegExp): readonly string[] =>
  plan.resources.filter(({ type }) => types.test(type)).map(({ id }) => id);

describe.each(['staging', 'production'] as const)('the stack of %s', (name) => {
  const plan = plans[name];
  const environment = riven.environments[name];
  const accountId = environment?.account.id ?? '';

  test('works in its own account and region, and tags what it creates', () => {
    const { inputs } = resource(plan, 'pulumi:providers:aws/aws');
    expect(inputs['region']).toBe('us-east-1');
    expect(at(inputs, 'allowedAccountIds')).toEqual([accountId]);
    expect(at(inputs, 'defaultTags.tags')).toEqual({
      platform: 'riven',
      environment: name,
      owner: 'platform',
      'managed-by': 'espalier',
      stack: `environment-${name}`,
    });
    const elsewhere = plan.resources.filter(
      ({ kind, type, options }) =>
        kind === 'resource' && type !== 'pulumi:providers:aws' && options.provider !== 'pulumi:providers:aws/aws',
    );
    expect(elsewhere).toEqual([]);
  });

  test('has outputs for the stacks of its clusters, and the name servers for the delegation', () => {
    expect(isEnvironmentOutputs(plan.outputs)).toBe(true);
    expect(plan.outputs).toMatchObject({
      vpcId: '${aws:ec2/vpc:Vpc/network.id}',
      dataKeyArn: '${aws:kms/key:Key/data.arn}',
      alarmTopicArn: '${aws:sns/topic:Topic/alarms.arn}',
      zoneId: '${aws:route53/zone:Zone/domain.id}',
      certificateArn: '${aws:acm/certificate:Certificate/domain.arn}',
    });
    expect(plan.outputs['nameServers']).toHaveLength(4);
    expect(Object.values(fieldsAt(plan.outputs, 'subnetIds'))).toEqual(
      Array(5).fill(expect.objectContaining({ length: 3 })),
    );
    expect(Object.keys(fieldsAt(plan.outputs, 'databases'))).toEqual([
      `riven-${name}-dev-center-api-database`,
      `riven-${name}-identity-database`,
    ]);
  });

  test('loses nothing that cannot be made again', () => {
    const stateful = /^aws:(kms\/key|route53\/zone|backup\/vault|rds\/instance|dynamodb\/table|s3\/bucket):/;
    const kept = ids(plan, stateful).map((id) => ({ id, options: resource(plan, id).options }));
    expect(kept.length).toBeGreaterThan(8);
    for (const { id, options } of kept) {
      expect(options, id).toMatchObject({ protect: true, retainOnDelete: true });
    }
    const secrets = Object.values(byName(plan, 'aws:secretsmanager/secret:Secret')).filter(
      ({ name: secret }) => !secret.endsWith('-database'),
    );
    for (const { id, options } of secrets) expect(options, id).toMatchObject({ protect: true, retainOnDelete: true });
  });

  test('encrypts with a key of its own that turns over, and that services use for this account only', () => {
    const { inputs } = resource(plan, 'aws:kms/key:Key/data');
    expect(inputs).toMatchObject({ enableKeyRotation: true, deletionWindowInDays: 30 });
    expect(resource(plan, 'aws:kms/alias:Alias/data').inputs).toEqual({
      name: `alias/riven-${name}-data`,
      targetKeyId: '${aws:kms/key:Key/data.id}',
    });
    expect(at(inputs, 'policy.Statement')).toEqual([
      expect.objectContaining({ Principal: { AWS: [`arn:aws:iam::${accountId}:root`] }, Action: 'kms:*' }),
      expect.objectContaining({
        Principal: { Service: 'logs.us-east-1.amazonaws.com' },
        Condition: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:us-east-1:${accountId}:log-group:*` },
        },
      }),
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      }),
    ]);
  });

  test('proves the domain to AWS and has a certificate for every host right below it', () => {
    const { domain } = environment ?? {};
    expect(resource(plan, 'aws:route53/zone:Zone/domain').inputs['name']).toBe(domain);
    expect(resource(plan, 'aws:acm/certificate:Certificate/domain').inputs).toMatchObject({
      domainName: domain,
      subjectAlternativeNames: [`*.${domain ?? ''}`],
      validationMethod: 'DNS',
    });
    expect(resource(plan, 'aws:route53/record:Record/domain').inputs).toMatchObject({
      zoneId: '${aws:route53/zone:Zone/domain.id}',
      name: '${aws:acm/certificate:Certificate/domain.domainValidationOptions[0].resourceRecordName}',
    });
    expect(resource(plan, 'aws:acm/certificateValidation:CertificateValidation/domain').inputs).toEqual({
      certificateArn: '${aws:acm/certificate:Certificate/domain.arn}',
      validationRecordFqdns: ['${aws:route53/record:Record/domain.fqdn}'],
    });
  });

  test('waits for the proof with nothing but the proof', () => {
    const waiting = 'aws:acm/certificateValidation:CertificateValidation/domain';
    const { resources } = withoutGuards(plan);
    expect(resources.filter(({ dependencies }) => dependencies.includes(waiting))).toEqual([]);
    expect(teardownRounds(withoutGuards(plan)).get(waiting)).toBe(0);
  });

  test('backs up every database and table, for as long as the model says, protected from deletion', () => {
    const days = environment?.data.backupRetentionDays;
    expect(at(resource(plan, 'aws:backup/plan:Plan/backups').inputs, 'rules.0')).toMatchObject({
      targetVaultName: '${aws:backup/vault:Vault/backups.id}',
      lifecycle: { deleteAfter: days },
    });
    expect(resource(plan, 'aws:backup/vaultLockConfiguration:VaultLockConfiguration/backups').inputs).toEqual({
      backupVaultName: '${aws:backup/vault:Vault/backups.id}',
      minRetentionDays: days,
    });
    expect(resource(plan, 'aws:backup/vault:Vault/backups').inputs['kmsKeyArn']).toBe('${aws:kms/key:Key/data.arn}');
    const selection = resource(plan, 'aws:backup/selection:Selection/backups').inputs;
    expect(selection['resources']).toEqual(['arn:aws:rds:*:*:db:*', 'arn:aws:dynamodb:*:*:table/*']);
    const wanted = at(selection, 'conditions.0.stringEquals');
    const tags = fieldsAt(resource(plan, 'pulumi:providers:aws/aws').inputs, 'defaultTags.tags');
    const selected = plan.resources.filter(({ inputs }) => {
      const carried = { ...tags, ...fieldsAt(inputs, 'tags') };
      return (
        Array.isArray(wanted) &&
        wanted.every(
          (each: unknown) => carried[textAt(each, 'key').replace('aws:ResourceTag/', '')] === at(each, 'value'),
        )
      );
    });
    expect(selected.map(({ id }) => id)).toEqual(ids(plan, /^aws:(rds\/instance|dynamodb\/table):/));
  });

  test('has a bucket for what people export, as well guarded as every other', () => {
    const bucket = `riven-${name}-backups-${accountId}-us-east-1`;
    expect(resource(plan, 'aws:s3/bucket:Bucket/backups-exports').inputs['bucket']).toBe(bucket);
    const guards = (of: string): readonly string[] =>
      plan.resources.filter((each) => each.name === of && each.type.startsWith('aws:s3/')).map(({ type }) => type);
    expect(guards('backups-exports')).toEqual(guards('dev-center-api-builds'));
  });

  test('mails alarms to the addresses of the model', () => {
    const subscriptions = Object.values(byName(plan, 'aws:sns/topicSubscription:TopicSubscription'));
    expect(subscriptions.map(({ inputs }) => inputs)).toEqual([
      { endpoint: 'platform@riven.pagerduty.com', protocol: 'email', topic: '${aws:sns/topic:Topic/alarms.arn}' },
    ]);
  });

  test('has one encrypted topic for urgent alarms, which only alarms of the account publish to', () => {
    expect(resource(plan, 'aws:sns/topic:Topic/alarms').inputs['kmsMasterKeyId']).toBe('${aws:kms/key:Key/data.arn}');
    expect(at(resource(plan, 'aws:sns/topicPolicy:TopicPolicy/alarms').inputs, 'policy.Statement')).toEqual([
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: 'sns:Publish',
        Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
      }),
    ]);
    for (const { id, inputs } of Object.values(byName(plan, 'aws:cloudwatch/metricAlarm:MetricAlarm'))) {
      expect(inputs['alarmActions'], id).toEqual(['${aws:sns/topic:Topic/alarms.arn}']);
    }
  });

  test('watches every NAT gateway, the certificate and the backups', () => {
    const alarms = byName(plan, 'aws:cloudwatch/metricAlarm:MetricAlarm');
    for (const nat of ids(plan, /^aws:ec2\/natGateway:/)) {
      const watching = Object.values(alarms).filter(({ inputs }) => JSON.stringify(inputs).includes(`\${${nat}.id}`));
      expect(watching.map(({ name: alarm }) => alarm.replace(/^nat-.-/, ''))).toEqual([
        'drops-packets',
        'no-free-ports',
      ]);
    }
    expect(alarms['certificate-expires']?.inputs).toMatchObject({
      dimensions: { CertificateArn: plan.outputs['certificateArn'] },
      metricName: 'DaysToExpiry',
      comparisonOperator: 'LessThanThreshold',
    });
    expect(at(alarms['backup-failed']?.inputs, 'metricQueries.0.expression')).toBe(
      `SELECT SUM(NumberOfBackupJobsFailed) FROM "AWS/Backup" WHERE BackupVaultName = '\${aws:backup/vault:Vault/backups.id}'`,
    );
  });

  test('creates roles that the bootstrap lets it: under the boundary and called after the platform; and none that a service may use for others', () => {
    const roles = Object.values(byName(plan, 'aws:iam/role:Role'));
    expect(roles.map((role) => role.name)).toEqual([`riven-${name}-backups`, `riven-${name}-flow-logs`]);
    for (const { inputs } of roles) {
      // So that the name, which AWS's provider makes of the logical one, is one of those that `apply` may create.
      expect(inputs).not.toHaveProperty('name');
      expect(inputs['permissionsBoundary']).toBe(`arn:aws:iam::${accountId}:policy/riven-boundary`);
      expect(at(inputs, 'assumeRolePolicy.Statement.0.Condition')).toEqual({
        StringEquals: { 'aws:SourceAccount': accountId },
      });
    }
  });

  test('allows no role everything', () => {
    const policies = plan.resources.flatMap(({ id, inputs }) =>
      ['policy', 'assumeRolePolicy'].flatMap((input) => (input in inputs ? [{ id, policy: at(inputs, input) }] : [])),
    );
    expect(policies.length).toBeGreaterThan(18);
    for (const { id, policy } of policies) {
      expect(policy, id).toMatchObject({ Version: '2012-10-17' });
      const statements = at(policy, 'Statement');
      for (const statement of Array.isArray(statements) ? statements : [undefined]) {
        expect(JSON.stringify([at(statement, 'Action')].flat()), id).not.toMatch(/"\*(:\*)?"/);
      }
    }
  });

  test('provides every need of the model under its owner', () => {
    const owned = environment === undefined ? [] : providedNeeds(riven, environment);
    const physical = owned.flatMap(({ owner, needs }) =>
      needs.map((need) => {
        switch (need.kind) {
          case 'postgres':
            return { owner, input: 'identifier', value: need.instance };
          case 'bucket':
            return { owner, input: 'bucket', value: need.bucket };
          case 'table':
            return { owner, input: 'name', value: need.table };
          case 'queue':
            return { owner, input: 'name', value: need.queue };
          case 'secret':
            return { owner, input: 'name', value: need.secretPath };
          case 'cache':
            return { owner, input: 'name', value: need.cache };
          case 'policy':
            return undefined;
        }
      }),
    );
    expect(physical).toHaveLength(15);
    for (const need of physical.filter((each) => each !== undefined)) {
      const found = plan.resources.filter(
        ({ type, inputs }) =>
          inputs[need.input] === need.value && /instance|table|queue:|secret:|s3\/bucket:/i.test(type),
      );
      expect(
        found.map(({ parent }) => plan.resources.find(({ id }) => id === parent)?.parent),
        need.value,
      ).toEqual([`espalier:cloud:Needs/${need.owner}`]);
    }
  });

  test('is in a preview what it is in an update', async () => {
    const preview = await environmentPlan(riven, name, { answered: false });
    expect(preview.resources.map(({ id, dependencies }) => ({ id, dependencies }))).toEqual(
      plan.resources.map(({ id, dependencies }) => ({ id, dependencies })),
    );
  });
});

test('staging and production differ in what the model says, and in nothing else', () => {
  const as = (text: string, environment: 'staging' | 'production'): string => {
    const { account, domain, network } = riven.environments[environment] ?? {};
    return (
      text
        .replaceAll(account?.id ?? '', 'ACCOUNT')
        .replaceAll(network?.cidr.replace(/\.0\.0\/16$/, '.') ?? '', 'NETWORK.')
        .replaceAll(domain ?? '', 'DOMAIN')
        // A bucket of Quay's is called after production as well.
        .replaceAll(new RegExp(`(?<!quayio-)${environment}`, 'g'), 'ENVIRONMENT')
    );
  };
  const read = (environment: 'staging' | 'production'): ReadonlyMap<string, Readonly<Record<string, Json>>> =>
    new Map(
      plans[environment].resources.map(({ id, inputs, options }) => [
        as(id, environment),
        JSON.parse(as(JSON.stringify({ ...inputs, options }), environment)) as Readonly<Record<string, Json>>,
      ]),
    );
  const staging = read('staging');
  const production = read('production');
  expect([...staging.keys()].filter((id) => !production.has(id))).toEqual([]);
  expect([...production.keys()].filter((id) => !staging.has(id))).toMatchInlineSnapshot(`
    [
      "aws:cloudwatch/metricAlarm:MetricAlarm/nat-b-drops-packets",
      "aws:cloudwatch/metricAlarm:MetricAlarm/nat-b-no-free-ports",
      "aws:cloudwatch/metricAlarm:MetricAlarm/nat-c-drops-packets",
      "aws:cloudwatch/metricAlarm:MetricAlarm/nat-c-no-free-ports",
      "aws:ec2/eip:Eip/nat-b",
      "aws:ec2/eip:Eip/nat-c",
      "aws:ec2/natGateway:NatGateway/nat-b",
      "aws:ec2/natGateway:NatGateway/nat-c",
    ]
  `);
  const different = [...staging].flatMap(([id, inputs]) =>
    Object.entries(inputs).flatMap(([input, value]) => {
      const other = production.get(id)?.[input];
      return JSON.stringify(value) === JSON.stringify(other) ? [] : [`${id} ${input}`];
    }),
  );
  expect(different).toMatchInlineSnapshot(`
    [
      "aws:backup/plan:Plan/backups rules",
      "aws:backup/vaultLockConfiguration:VaultLockConfiguration/backups minRetentionDays",
      "aws:cloudwatch/metricAlarm:MetricAlarm/dev-center-api-database-storage threshold",
      "aws:cloudwatch/metricAlarm:MetricAlarm/identity-database-storage threshold",
      "aws:ec2/route:Route/workloads-b-nat natGatewayId",
      "aws:ec2/route:Route/workloads-c-nat natGatewayId",
      "aws:rds/instance:Instance/dev-center-api-database allocatedStorage",
      "aws:rds/instance:Instance/dev-center-api-database backupRetentionPeriod",
      "aws:rds/instance:Instance/dev-center-api-database instanceClass",
      "aws:rds/instance:Instance/dev-center-api-database maxAllocatedStorage",
      "aws:rds/instance:Instance/dev-center-api-database multiAz",
      "aws:rds/instance:Instance/identity-database allocatedStorage",
      "aws:rds/instance:Instance/identity-database backupRetentionPeriod",
      "aws:rds/instance:Instance/identity-database maxAllocatedStorage",
      "aws:rds/instance:Instance/identity-database multiAz",
    ]
  `);
});

test("an app's own program is in its environment's stack, next to what the app needs", async () => {
  const own = new Map([
    [
      'identity',
      {
        outputs: {},
        register: ({ platform, app, parent, vpcId, dataSubnetIds }: AppCloud) => {
          new aws.ec2.SecurityGroup('identity-cache', { vpcId, tags: { app: `${platform}-${app.name}` } }, { parent });
          new aws.elasticache.SubnetGroup('identity-cache', { subnetIds: [...dataSubnetIds] }, { parent });
        },
      },
    ],
  ]);
  const plan = await environmentPlan(riven, 'staging', { own });
  expect(resource(plan, 'aws:elasticache/subnetGroup:SubnetGroup/identity-cache')).toMatchObject({
    parent: 'espalier:cloud:Needs/identity',
    dependencies: expect.arrayContaining(['aws:ec2/routeTableAssociation:RouteTableAssociation/data-a']) as unknown,
    options: { provider: 'pulumi:providers:aws/aws' },
  });
});

test('an environment in another region has all that is its own there, and nothing of the first', async () => {
  const { production } = riven.environments;
  if (production === undefined) throw new Error('no environment production');
  const dublin = { ...production, name: 'dublin', region: 'eu-west-1', domain: 'eu.riven.dev' };
  const plan = await environmentPlan({ ...riven, environments: { dublin }, clusters: {} }, 'dublin');
  expect(plan.resources.filter(({ inputs }) => JSON.stringify(inputs).includes('us-east-1'))).toEqual([]);
  expect(JSON.stringify(plan)).toContain('com.amazonaws.eu-west-1.sts');
});
