import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { expect, test } from 'vitest';
import { capture } from '../src/plan/index.ts';

const context = { project: 'riven', stack: 'test', references: {} };

class Network extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  constructor(name: string, options: pulumi.ComponentResourceOptions = {}) {
    super('espalier:cloud:Network', name, {}, options);
    this.vpc = new aws.ec2.Vpc(name, { cidrBlock: '10.0.0.0/16' }, { parent: this, protect: true });
    this.registerOutputs();
  }
}

test('a plan holds everything a program registers, with references for what AWS alone knows', async () => {
  const plan = await capture(() => {
    const provider = new aws.Provider('aws', { region: 'us-east-1', allowedAccountIds: ['222222222222'] });
    const network = new Network('network', { providers: { aws: provider } });
    const key = new aws.kms.Key('data', {}, { provider });
    const bucket = new aws.s3.Bucket('builds', { bucket: 'riven-builds' }, { provider, retainOnDelete: true });
    new aws.s3.BucketPolicy(
      'builds',
      {
        bucket: bucket.bucket,
        policy: pulumi.jsonStringify({ Statement: [{ Resource: key.arn, Effect: 'Allow' }], Version: '2012-10-17' }),
      },
      { provider, dependsOn: [network] },
    );
    return { vpcId: network.vpc.id, password: pulumi.secret('hidden') };
  }, context);
  expect(plan).toMatchInlineSnapshot(`
    {
      "outputs": {
        "password": "[secret]",
        "vpcId": "\${aws:ec2/vpc:Vpc/network.id}",
      },
      "resources": [
        {
          "dependencies": [],
          "id": "aws:ec2/vpc:Vpc/network",
          "inputs": {
            "cidrBlock": "10.0.0.0/16",
          },
          "kind": "resource",
          "name": "network",
          "options": {
            "protect": true,
            "provider": "pulumi:providers:aws/aws",
          },
          "parent": "espalier:cloud:Network/network",
          "type": "aws:ec2/vpc:Vpc",
        },
        {
          "dependencies": [],
          "id": "aws:kms/key:Key/data",
          "inputs": {},
          "kind": "resource",
          "name": "data",
          "options": {
            "provider": "pulumi:providers:aws/aws",
          },
          "parent": undefined,
          "type": "aws:kms/key:Key",
        },
        {
          "dependencies": [],
          "id": "aws:s3/bucket:Bucket/builds",
          "inputs": {
            "bucket": "riven-builds",
          },
          "kind": "resource",
          "name": "builds",
          "options": {
            "aliases": [
              {
                "type": "aws:s3/bucketV2:BucketV2",
              },
            ],
            "provider": "pulumi:providers:aws/aws",
            "retainOnDelete": true,
          },
          "parent": undefined,
          "type": "aws:s3/bucket:Bucket",
        },
        {
          "dependencies": [
            "aws:ec2/vpc:Vpc/network",
            "aws:kms/key:Key/data",
            "aws:s3/bucket:Bucket/builds",
          ],
          "id": "aws:s3/bucketPolicy:BucketPolicy/builds",
          "inputs": {
            "bucket": "riven-builds",
            "policy": "{
      "Statement": [
        {
          "Effect": "Allow",
          "Resource": "\${aws:kms/key:Key/data.arn}"
        }
      ],
      "Version": "2012-10-17"
    }
    ",
          },
          "kind": "resource",
          "name": "builds",
          "options": {
            "provider": "pulumi:providers:aws/aws",
          },
          "parent": undefined,
          "type": "aws:s3/bucketPolicy:BucketPolicy",
        },
        {
          "dependencies": [],
          "id": "espalier:cloud:Network/network",
          "inputs": {},
          "kind": "component",
          "name": "network",
          "options": {
            "providers": {
              "aws": "pulumi:providers:aws/aws",
            },
          },
          "parent": undefined,
          "type": "espalier:cloud:Network",
        },
        {
          "dependencies": [],
          "id": "pulumi:providers:aws/aws",
          "inputs": {
            "allowedAccountIds": "[
      "222222222222"
    ]
    ",
            "region": "us-east-1",
            "skipCredentialsValidation": "false",
            "skipRegionValidation": "true",
          },
          "kind": "resource",
          "name": "aws",
          "options": {
            "additionalSecretOutputs": [
              "accessKey",
              "secretKey",
              "token",
            ],
          },
          "parent": undefined,
          "type": "pulumi:providers:aws",
        },
      ],
      "stack": "test",
    }
  `);
});

test('an unknown input is an error', async () => {
  const program = () => {
    const vpc = new aws.ec2.Vpc('network', {});
    new aws.ec2.Subnet('one', { vpcId: vpc.ipv6CidrBlock });
    return {};
  };
  await expect(capture(program, context)).rejects.toThrow('ESP6001');
});

test('a program that throws in a callback fails', async () => {
  const program = () => {
    const vpc = new aws.ec2.Vpc('network', {});
    new aws.ec2.Subnet('one', {
      vpcId: vpc.id.apply((): string => {
        throw new Error('in apply');
      }),
    });
    return {};
  };
  await expect(capture(program, context)).rejects.toThrow('in apply');
});

test('a program that asks AWS fails', async () => {
  const program = () => {
    aws.ec2.getAmiOutput({ mostRecent: true });
    return {};
  };
  await expect(capture(program, context)).rejects.toThrow('ESP6003');
});

test('a program that throws fails, and the next one is captured', async () => {
  await expect(capture(() => Promise.reject(new Error('at once')), context)).rejects.toThrow('at once');
  const plan = await capture(() => ({ id: new aws.ec2.Vpc('network', {}).id }), context);
  expect(plan.outputs).toEqual({ id: '${aws:ec2/vpc:Vpc/network.id}' });
});
