import { policyDocument, type PolicyDocument, type ResolvedEnvironment, type ResolvedNeed } from '@espalier/model';
import * as pulumi from '@pulumi/pulumi';
import { describe, expect, test } from 'vitest';
import { capture, type PlannedResource } from '../src/plan/index.ts';
import { provideNeed, statementsOf, windows, type RoleFacts } from '../src/needs/index.ts';
import { guardType } from '../src/protection/guard.ts';
import { textAt } from './stack-plans.ts';

const environment: ResolvedEnvironment = {
  name: 'production',
  account: { name: 'production', id: '333333333333', role: 'workload', region: 'us-east-1' },
  region: 'us-east-1',
  domain: 'production.riven.dev',
  network: {
    cidr: '10.20.0.0/16',
    zones: ['a', 'b', 'c'],
    nat: 'one-per-zone',
    tiers: {
      workloads: { blocks: [], subnets: [] },
      public: { blocks: [], subnets: [] },
      data: { blocks: [], subnets: [] },
      controlPlane: { blocks: [], subnets: [] },
      endpoints: { blocks: [], subnets: [] },
    },
  },
  data: { multiZone: true, backupRetentionDays: 14 },
  alarms: { emails: [] },
};

const database: ResolvedNeed = {
  kind: 'postgres',
  name: 'database',
  secretName: 'identity-database',
  storageGibibytes: 50,
  instanceClass: 'db.t4g.medium',
  version: '17',
  instance: 'riven-production-identity-database',
  database: 'identity',
  user: 'identity',
  multiZone: true,
  secretPath: 'riven/production/auth/identity/database',
};

const artifacts: ResolvedNeed = {
  kind: 'bucket',
  name: 'artifacts',
  secretName: 'identity-artifacts',
  bucket: 'riven-production-identity-artifacts-333333333333-us-east-1',
  ownedBy: 'identity',
  access: 'read-write',
  expireAfterDays: undefined,
};

const sessions: ResolvedNeed = {
  kind: 'table',
  name: 'sessions',
  secretName: 'identity-sessions',
  table: 'riven-production-identity-sessions',
  ownedBy: 'identity',
  key: 'id',
  sortKey: 'device',
  expiresAt: 'expires',
};

const jobs: ResolvedNeed = {
  kind: 'queue',
  name: 'jobs',
  secretName: 'identity-jobs',
  queue: 'riven-production-identity-jobs',
  ownedBy: 'identity',
  url: 'https://sqs.us-east-1.amazonaws.com/333333333333/riven-production-identity-jobs',
  visibilityTimeoutSeconds: 60,
  maxReceiveCount: 5,
  access: 'send-receive',
};

const signingKey: ResolvedNeed = {
  kind: 'secret',
  name: 'signingKey',
  secretName: 'identity-signing-key',
  secretPath: 'riven/production/auth/identity/signing-key',
  keys: ['value'],
  as: 'environment',
  description: 'Signs tokens.',
};

const zones: ResolvedNeed = {
  kind: 'policy',
  name: 'zones',
  secretName: 'identity-zones',
  statements: [{ actions: ['route53:ListHostedZones'], resources: ['*'] }],
};

/** What an environment's stack would register for some needs. */
async function planOf(...needs: readonly ResolvedNeed[]): Promise<{
  readonly resources: readonly PlannedResource[];
  readonly components: readonly PlannedResource[];
  readonly outputs: Readonly<Record<string, unknown>>;
}> {
  class Needs extends pulumi.ComponentResource {}
  const plan = await capture(
    () => {
      const parent = new Needs('espalier:cloud:Needs', 'identity');
      const provided = needs.map((need) =>
        provideNeed(need, {
          platform: 'riven',
          environment,
          owner: 'identity',
          team: 'security',
          parent,
          vpcId: 'vpc-1',
          dataSubnetIds: ['subnet-1', 'subnet-2'],
          dataKeyArn: 'arn:aws:kms:us-east-1:333333333333:key/data',
          alarmTopicArn: 'arn:aws:sns:us-east-1:333333333333:alarms',
        }),
      );
      return { provided };
    },
    { project: 'riven', stack: 'environment-production', references: {} },
  );
  const ofKind = (kind: PlannedResource['kind']): readonly PlannedResource[] =>
    plan.resources.filter((each) => each.kind === kind);
  return { ...plan, resources: ofKind('resource'), components: ofKind('component') };
}

/** The one resource of a type. */
async function planned(need: ResolvedNeed, type: string): Promise<PlannedResource> {
  const { resources } = await planOf(need);
  const [found, ...others] = resources.filter((resource) => resource.type === type);
  if (found === undefined || others.length > 0) throw new Error(`${others.length + 1} resources of type ${type}`);
  return found;
}

const facts: RoleFacts = {
  environment,
  dataKeyArn: 'arn:aws:kms:us-east-1:333333333333:key/data',
  zoneId: 'Z1',
  databases: { 'riven-production-identity-database': { resourceId: 'db-ABCD' } },
};

/** Statements with everything known. */
function allowed(need: ResolvedNeed): Promise<PolicyDocument<string>['Statement']> {
  return new Promise((resolve) => pulumi.output(policyDocument(statementsOf(need, facts)).Statement).apply(resolve));
}

test('every need is a component below its owner, and every resource has a name of its own among its type', async () => {
  const { resources, components } = await planOf(database, artifacts, sessions, jobs, signingKey, zones);
  const grouping = components.filter(({ type }) => type !== guardType);
  expect(grouping.map(({ id, parent }) => `${id} below ${parent ?? 'the stack'}`)).toEqual([
    'espalier:cloud:Bucket/identity-artifacts below espalier:cloud:Needs/identity',
    'espalier:cloud:Database/identity-database below espalier:cloud:Needs/identity',
    'espalier:cloud:Needs/identity below the stack',
    'espalier:cloud:Queue/identity-jobs below espalier:cloud:Needs/identity',
    'espalier:cloud:Secret/identity-signing-key below espalier:cloud:Needs/identity',
    'espalier:cloud:Table/identity-sessions below espalier:cloud:Needs/identity',
  ]);
  const needs = grouping.filter(({ parent }) => parent !== undefined).map(({ id }) => id);
  expect(new Set(resources.map(({ parent }) => parent))).toEqual(new Set(needs));
  expect(resources.map(({ id }) => id)).toMatchInlineSnapshot(`
    [
      "aws:cloudwatch/logGroup:LogGroup/identity-database-postgresql",
      "aws:cloudwatch/logGroup:LogGroup/identity-database-upgrade",
      "aws:cloudwatch/metricAlarm:MetricAlarm/identity-database-cpu",
      "aws:cloudwatch/metricAlarm:MetricAlarm/identity-database-storage",
      "aws:cloudwatch/metricAlarm:MetricAlarm/identity-jobs-dead-letters",
      "aws:cloudwatch/metricAlarm:MetricAlarm/identity-jobs-oldest-message",
      "aws:dynamodb/table:Table/identity-sessions",
      "aws:ec2/securityGroup:SecurityGroup/identity-database",
      "aws:rds/instance:Instance/identity-database",
      "aws:rds/parameterGroup:ParameterGroup/identity-database",
      "aws:rds/subnetGroup:SubnetGroup/identity-database",
      "aws:s3/bucket:Bucket/identity-artifacts",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration/identity-artifacts",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls/identity-artifacts",
      "aws:s3/bucketPolicy:BucketPolicy/identity-artifacts",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock/identity-artifacts",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration/identity-artifacts",
      "aws:s3/bucketVersioning:BucketVersioning/identity-artifacts",
      "aws:secretsmanager/secret:Secret/identity-database",
      "aws:secretsmanager/secret:Secret/identity-signing-key",
      "aws:secretsmanager/secretVersion:SecretVersion/identity-database",
      "aws:sqs/queue:Queue/identity-jobs",
      "aws:sqs/queue:Queue/identity-jobs-dlq",
      "aws:sqs/queuePolicy:QueuePolicy/identity-jobs",
      "aws:sqs/queuePolicy:QueuePolicy/identity-jobs-dlq",
    ]
  `);
});

test('what holds data is protected, and stays where the stack lets go of it', async () => {
  const { resources } = await planOf(database, artifacts, sessions, jobs, signingKey);
  expect(
    Object.fromEntries(
      resources
        .filter(({ options }) => options.protect)
        .map(({ id, options }) => [id, options.retainOnDelete ?? false]),
    ),
  ).toMatchInlineSnapshot(`
    {
      "aws:dynamodb/table:Table/identity-sessions": true,
      "aws:rds/instance:Instance/identity-database": true,
      "aws:s3/bucket:Bucket/identity-artifacts": true,
      "aws:secretsmanager/secret:Secret/identity-signing-key": true,
      "aws:sqs/queue:Queue/identity-jobs": false,
      "aws:sqs/queue:Queue/identity-jobs-dlq": false,
    }
  `);
});

describe('a postgres need', () => {
  test('RDS backs it up and maintains it while nothing else does: AWS Backup starts no copy then', async () => {
    const { inputs } = await planned(database, 'aws:rds/instance:Instance');
    const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
    const [, minute, hour] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(windows.dailyCopy) ?? [];
    const copy = Number(hour) * 60 + Number(minute);
    for (const window of ['backupWindow', 'maintenanceWindow'].map((name) => textAt(inputs, name))) {
      const [from = '', to = ''] = window.replaceAll(/[a-z]+:/g, '').split('-');
      // A copy starts within an hour, and has to start an hour before the window.
      expect(minutes(to) <= copy || minutes(from) - 60 >= copy + 60, window).toBe(true);
    }
  });

  test('is an instance whose password is in no state', async () => {
    const { inputs, options, dependencies } = await planned(database, 'aws:rds/instance:Instance');
    expect({ inputs, options, dependencies }).toMatchInlineSnapshot(`
      {
        "dependencies": [
          "aws:cloudwatch/logGroup:LogGroup/identity-database-postgresql",
          "aws:cloudwatch/logGroup:LogGroup/identity-database-upgrade",
          "aws:ec2/securityGroup:SecurityGroup/identity-database",
          "aws:rds/parameterGroup:ParameterGroup/identity-database",
          "aws:rds/subnetGroup:SubnetGroup/identity-database",
        ],
        "inputs": {
          "allocatedStorage": 50,
          "allowMajorVersionUpgrade": true,
          "autoMinorVersionUpgrade": true,
          "backupRetentionPeriod": 14,
          "backupWindow": "03:00-03:30",
          "caCertIdentifier": "rds-ca-rsa2048-g1",
          "copyTagsToSnapshot": true,
          "dbName": "identity",
          "dbSubnetGroupName": "riven-production-identity-database",
          "deleteAutomatedBackups": false,
          "deletionProtection": true,
          "enabledCloudwatchLogsExports": [
            "postgresql",
            "upgrade",
          ],
          "engine": "postgres",
          "engineVersion": "17",
          "finalSnapshotIdentifier": "riven-production-identity-database-final",
          "iamDatabaseAuthenticationEnabled": true,
          "identifier": "riven-production-identity-database",
          "instanceClass": "db.t4g.medium",
          "kmsKeyId": "arn:aws:kms:us-east-1:333333333333:key/data",
          "maintenanceWindow": "sun:09:00-sun:10:00",
          "manageMasterUserPassword": true,
          "masterUserSecretKmsKeyId": "arn:aws:kms:us-east-1:333333333333:key/data",
          "maxAllocatedStorage": 200,
          "multiAz": true,
          "parameterGroupName": "riven-production-identity-database-postgres17",
          "performanceInsightsEnabled": true,
          "performanceInsightsKmsKeyId": "arn:aws:kms:us-east-1:333333333333:key/data",
          "performanceInsightsRetentionPeriod": 7,
          "port": 5432,
          "publiclyAccessible": false,
          "skipFinalSnapshot": false,
          "storageEncrypted": true,
          "storageType": "gp3",
          "tags": {
            "app": "identity",
            "backup": "daily",
            "need": "database",
            "owner": "security",
          },
          "username": "postgres",
          "vpcSecurityGroupIds": [
            "\${aws:ec2/securityGroup:SecurityGroup/identity-database.id}",
          ],
        },
        "options": {
          "additionalSecretOutputs": [
            "password",
            "passwordWo",
          ],
          "protect": true,
          "retainOnDelete": true,
        },
      }
    `);
    expect(inputs).not.toHaveProperty('password');
  });

  test('refuses plain connections', async () => {
    const { inputs } = await planned(database, 'aws:rds/parameterGroup:ParameterGroup');
    expect(inputs).toMatchObject({
      family: 'postgres17',
      parameters: [{ name: 'rds.force_ssl', value: '1' }],
    });
  });

  test('has a security group without rules', async () => {
    const { inputs } = await planned(database, 'aws:ec2/securityGroup:SecurityGroup');
    expect(inputs).not.toHaveProperty('ingress');
    expect(inputs).not.toHaveProperty('egress');
  });

  test('gives the cluster what only AWS knows', async () => {
    expect((await planOf(database)).outputs).toEqual({
      provided: [
        {
          database: {
            resourceId: '${aws:rds/instance:Instance/identity-database.resourceId}',
            securityGroupId: '${aws:ec2/securityGroup:SecurityGroup/identity-database.id}',
            masterSecretArn: '${aws:rds/instance:Instance/identity-database.masterUserSecrets[0].secretArn}',
          },
        },
      ],
    });
  });

  test('lets its owner log in as one user of one database', async () => {
    expect(await allowed(database)).toEqual([
      {
        Effect: 'Allow',
        Action: ['rds-db:connect'],
        Resource: ['arn:aws:rds-db:us-east-1:333333333333:dbuser:db-ABCD/identity'],
      },
    ]);
  });

  test('that the environment has not is not passed over', () => {
    expect(() => statementsOf(database, { ...facts, databases: {} })).toThrow(
      "gives no database 'riven-production-identity-database'",
    );
  });

  test('grows to four times its size, and no further than RDS can', async () => {
    const huge = { ...database, storageGibibytes: 32_768 };
    const { inputs } = await planned(huge, 'aws:rds/instance:Instance');
    expect(inputs).toMatchObject({ allocatedStorage: 32_768, maxAllocatedStorage: 65_536 });
  });
});

describe('a bucket', () => {
  test('is closed to the public, to others and to plain connections', async () => {
    const { inputs } = await planned(artifacts, 'aws:s3/bucketPolicy:BucketPolicy');
    expect(inputs['policy']).toMatchInlineSnapshot(`
      "{
        "Statement": [
          {
            "Action": "s3:*",
            "Condition": {
              "Bool": {
                "aws:SecureTransport": "false"
              }
            },
            "Effect": "Deny",
            "Principal": "*",
            "Resource": [
              "arn:aws:s3:::riven-production-identity-artifacts-333333333333-us-east-1",
              "arn:aws:s3:::riven-production-identity-artifacts-333333333333-us-east-1/*"
            ],
            "Sid": "TlsOnly"
          },
          {
            "Action": "s3:*",
            "Condition": {
              "Bool": {
                "aws:PrincipalIsAWSService": "false"
              },
              "StringNotEquals": {
                "aws:PrincipalAccount": "333333333333"
              }
            },
            "Effect": "Deny",
            "Principal": "*",
            "Resource": [
              "arn:aws:s3:::riven-production-identity-artifacts-333333333333-us-east-1",
              "arn:aws:s3:::riven-production-identity-artifacts-333333333333-us-east-1/*"
            ],
            "Sid": "AccountOnly"
          }
        ],
        "Version": "2012-10-17"
      }
      "
    `);
    expect((await planned(artifacts, 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock')).inputs).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  test('is encrypted with the key of the environment, and versioned', async () => {
    const encryption = await planned(
      artifacts,
      'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
    );
    expect(encryption.inputs['rules']).toEqual([
      {
        applyServerSideEncryptionByDefault: {
          kmsMasterKeyId: 'arn:aws:kms:us-east-1:333333333333:key/data',
          sseAlgorithm: 'aws:kms',
        },
        blockedEncryptionTypes: ['SSE-C'],
        bucketKeyEnabled: true,
      },
    ]);
    expect((await planned(artifacts, 'aws:s3/bucketVersioning:BucketVersioning')).inputs).toMatchObject({
      versioningConfiguration: { status: 'Enabled' },
    });
  });

  test('expires objects after the configured days', async () => {
    const type = 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration';
    const { inputs } = await planned({ ...artifacts, expireAfterDays: 90 }, type);
    expect(inputs['rules']).toContainEqual(expect.objectContaining({ expiration: { days: 90 } }));
    expect(JSON.stringify(inputs['rules'])).not.toContain('expiredObjectDeleteMarker');
  });

  test('may be written by who reads and writes', async () => {
    expect(await allowed(artifacts)).toMatchInlineSnapshot(`
      [
        {
          "Action": [
            "s3:GetBucketLocation",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
          ],
          "Effect": "Allow",
          "Resource": [
            "arn:aws:s3:::riven-production-identity-artifacts-333333333333-us-east-1",
          ],
        },
        {
          "Action": [
            "s3:GetObject",
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:ListMultipartUploadParts",
            "s3:PutObject",
          ],
          "Effect": "Allow",
          "Resource": [
            "arn:aws:s3:::riven-production-identity-artifacts-333333333333-us-east-1/*",
          ],
        },
        {
          "Action": [
            "kms:Decrypt",
            "kms:GenerateDataKey",
          ],
          "Condition": {
            "StringEquals": {
              "kms:ViaService": "s3.us-east-1.amazonaws.com",
            },
          },
          "Effect": "Allow",
          "Resource": [
            "arn:aws:kms:us-east-1:333333333333:key/data",
          ],
        },
      ]
    `);
  });

  test('may not be written by who only reads', async () => {
    const statements = await allowed({ ...artifacts, access: 'read' });
    expect(statements.flatMap(({ Action = [] }) => Action)).toEqual([
      's3:GetBucketLocation',
      's3:ListBucket',
      's3:GetObject',
      'kms:Decrypt',
    ]);
  });
});

describe('a table', () => {
  test('is restorable, encrypted and hard to delete', async () => {
    const { inputs } = await planned(sessions, 'aws:dynamodb/table:Table');
    expect(inputs).toMatchInlineSnapshot(`
      {
        "attributes": [
          {
            "name": "id",
            "type": "S",
          },
          {
            "name": "device",
            "type": "S",
          },
        ],
        "billingMode": "PAY_PER_REQUEST",
        "deletionProtectionEnabled": true,
        "hashKey": "id",
        "name": "riven-production-identity-sessions",
        "pointInTimeRecovery": {
          "enabled": true,
        },
        "rangeKey": "device",
        "serverSideEncryption": {
          "enabled": true,
          "kmsKeyArn": "arn:aws:kms:us-east-1:333333333333:key/data",
        },
        "tags": {
          "app": "identity",
          "backup": "daily",
          "need": "sessions",
          "owner": "security",
        },
        "ttl": {
          "attributeName": "expires",
          "enabled": true,
        },
      }
    `);
  });

  test('may be read and written, and nothing else of DynamoDB', async () => {
    expect(await allowed(sessions)).toMatchInlineSnapshot(`
      [
        {
          "Action": [
            "dynamodb:BatchGetItem",
            "dynamodb:BatchWriteItem",
            "dynamodb:ConditionCheckItem",
            "dynamodb:DeleteItem",
            "dynamodb:DescribeTable",
            "dynamodb:GetItem",
            "dynamodb:PutItem",
            "dynamodb:Query",
            "dynamodb:Scan",
            "dynamodb:UpdateItem",
          ],
          "Effect": "Allow",
          "Resource": [
            "arn:aws:dynamodb:us-east-1:333333333333:table/riven-production-identity-sessions",
          ],
        },
        {
          "Action": [
            "kms:Decrypt",
            "kms:DescribeKey",
          ],
          "Condition": {
            "StringEquals": {
              "kms:ViaService": "dynamodb.us-east-1.amazonaws.com",
            },
          },
          "Effect": "Allow",
          "Resource": [
            "arn:aws:kms:us-east-1:333333333333:key/data",
          ],
        },
      ]
    `);
  });
});

describe('a queue', () => {
  test('passes on what was not handled, to the one queue that takes it from no other', async () => {
    const { resources } = await planOf(jobs);
    const queues = resources.filter(({ type }) => type === 'aws:sqs/queue:Queue');
    expect(queues.map(({ inputs }) => inputs)).toMatchInlineSnapshot(`
      [
        {
          "kmsDataKeyReusePeriodSeconds": 300,
          "kmsMasterKeyId": "arn:aws:kms:us-east-1:333333333333:key/data",
          "messageRetentionSeconds": 345600,
          "name": "riven-production-identity-jobs",
          "receiveWaitTimeSeconds": 20,
          "redrivePolicy": "{
        "deadLetterTargetArn": "\${aws:sqs/queue:Queue/identity-jobs-dlq.arn}",
        "maxReceiveCount": 5
      }
      ",
          "tags": {
            "app": "identity",
            "need": "jobs",
            "owner": "security",
          },
          "visibilityTimeoutSeconds": 60,
        },
        {
          "kmsDataKeyReusePeriodSeconds": 300,
          "kmsMasterKeyId": "arn:aws:kms:us-east-1:333333333333:key/data",
          "messageRetentionSeconds": 1209600,
          "name": "riven-production-identity-jobs-dlq",
          "redriveAllowPolicy": "{
        "redrivePermission": "byQueue",
        "sourceQueueArns": [
          "arn:aws:sqs:us-east-1:333333333333:riven-production-identity-jobs"
        ]
      }
      ",
          "tags": {
            "app": "identity",
            "need": "jobs",
            "owner": "security",
          },
        },
      ]
    `);
  });

  test('may be used as far as its access goes', async () => {
    const actions = async (access: 'send' | 'receive'): Promise<readonly string[]> =>
      (await allowed({ ...jobs, access })).flatMap(({ Action = [] }) => Action);
    expect(await actions('send')).toEqual([
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
      'kms:Decrypt',
      'kms:GenerateDataKey',
    ]);
    expect(await actions('receive')).toEqual([
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:ReceiveMessage',
      'kms:Decrypt',
    ]);
  });

  test('raises an alarm when messages fail or wait', async () => {
    const { resources } = await planOf(jobs);
    const alarms = resources.filter(({ type }) => type === 'aws:cloudwatch/metricAlarm:MetricAlarm');
    expect(alarms.map(({ inputs }) => [inputs['name'], inputs['metricName'], inputs['threshold']])).toEqual([
      ['riven-production-identity-jobs: dead letters', 'ApproximateNumberOfMessagesVisible', 0],
      ['riven-production-identity-jobs: messages wait', 'ApproximateAgeOfOldestMessage', 3600],
    ]);
  });
});

test('a secret has no value, and no role of an app reads it', async () => {
  const { resources } = await planOf(signingKey);
  expect(resources.map(({ type, inputs }) => ({ type, inputs }))).toMatchInlineSnapshot(`
    [
      {
        "inputs": {
          "description": "Signs tokens.",
          "kmsKeyId": "arn:aws:kms:us-east-1:333333333333:key/data",
          "name": "riven/production/auth/identity/signing-key",
          "recoveryWindowInDays": 30,
          "tags": {
            "app": "identity",
            "need": "signingKey",
            "owner": "security",
          },
        },
        "type": "aws:secretsmanager/secret:Secret",
      },
    ]
  `);
  expect(await allowed(signingKey)).toEqual([]);
});

describe('a cache need', () => {
  const sessions = {
    kind: 'cache',
    name: 'sessions',
    secretName: 'identity-sessions',
    cache: 'riven-production-identity-sessions',
    version: '8.0',
    secretPath: 'riven/production/auth/identity/sessions',
  } as const;
  const serverless: ResolvedNeed = { ...sessions, runs: { maxGigabytes: 10 } };
  const nodes: ResolvedNeed = { ...sessions, runs: { nodeType: 'cache.t4g.small', nodes: 2 } };

  test('is serverless, encrypted, and in the data subnets', async () => {
    const { inputs, options } = await planned(serverless, 'aws:elasticache/serverlessCache:ServerlessCache');
    expect(inputs).toMatchObject({
      name: 'riven-production-identity-sessions',
      engine: 'valkey',
      majorEngineVersion: '8',
      cacheUsageLimits: { dataStorage: { maximum: 10, unit: 'GB' } },
      kmsKeyId: 'arn:aws:kms:us-east-1:333333333333:key/data',
      subnetIds: ['subnet-1', 'subnet-2'],
      userGroupId: 'riven-production-identity-sessions',
    });
    expect(options).not.toHaveProperty('protect');
  });

  test('has nodes of a type with TLS, and a replica in a second zone', async () => {
    const { inputs } = await planned(nodes, 'aws:elasticache/replicationGroup:ReplicationGroup');
    expect(inputs).toMatchObject({
      replicationGroupId: 'riven-production-identity-sessions',
      engineVersion: '8.0',
      nodeType: 'cache.t4g.small',
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      userGroupIds: ['riven-production-identity-sessions'],
    });
  });

  test.each([serverless, nodes])('lets pods in on its port alone, as the one user that IAM knows', async (need) => {
    const { resources } = await planOf(need);
    const rules = resources.filter(({ type }) => type === 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule');
    expect(rules.map(({ inputs }) => inputs['cidrIpv4'])).toEqual(environment.network.tiers.workloads.blocks);
    for (const { inputs } of rules) expect(inputs).toMatchObject({ fromPort: 6379, toPort: 6379, ipProtocol: 'tcp' });
    const { inputs } = await planned(need, 'aws:elasticache/user:User');
    expect(inputs).toMatchObject({ authenticationMode: { type: 'iam' }, engine: 'valkey' });
    expect(inputs['userId']).toBe(inputs['userName']);
  });

  test('lets its owner connect to it, and to no other', async () => {
    const arn = 'arn:aws:elasticache:us-east-1:333333333333';
    const name = 'riven-production-identity-sessions';
    expect(await allowed(serverless)).toEqual([
      {
        Effect: 'Allow',
        Action: ['elasticache:Connect'],
        Resource: [`${arn}:serverlesscache:${name}`, `${arn}:user:${name}`],
      },
    ]);
    expect(await allowed(nodes)).toMatchObject([
      { Resource: [`${arn}:replicationgroup:${name}`, `${arn}:user:${name}`] },
    ]);
  });

  test.each([serverless, nodes])('gives its address to its pods', async (need) => {
    const { inputs } = await planned(need, 'aws:secretsmanager/secretVersion:SecretVersion');
    expect(inputs).toMatchObject({ secretId: '${aws:secretsmanager/secret:Secret/identity-sessions.id}' });
  });
});

test('a policy makes nothing, and allows what it says', async () => {
  expect((await planOf(zones)).resources).toEqual([]);
  expect(await allowed(zones)).toEqual([{ Effect: 'Allow', Action: ['route53:ListHostedZones'], Resource: ['*'] }]);
  const records = {
    ...zones,
    statements: [{ actions: ['route53:ChangeResourceRecordSets'], resources: ['arn:aws:route53:::hostedzone/{zone}'] }],
  };
  expect(await allowed(records)).toMatchObject([{ Resource: ['arn:aws:route53:::hostedzone/Z1'] }]);
});
