import { names } from '@espalier/model';
import type { Foundation, Part } from '../parts/index.ts';
import { accountRole } from './account-role.ts';
import { trustPeople } from './people.ts';
import { reading } from './reading.ts';

/**
 * People who run clusters: their access entry makes them administrators there. In AWS they use the private endpoint
 * through a host of the VPC, and write values of secrets. They cannot read the values, and cannot change roles.
 */
export function operatorRole(foundation: Foundation): readonly Part[] {
  const { platform, account, regions } = foundation;
  return accountRole(foundation, {
    role: 'operator',
    description: `Runs clusters of ${platform} and fills its secrets`,
    sessionHours: 8,
    trust: trustPeople(foundation, 'operator'),
    permissions: [
      reading,
      {
        sid: 'ForwardPortsIntoTheNetwork',
        actions: ['ssm:StartSession'],
        resources: regions.flatMap((region) => [
          `arn:aws:ec2:${region}:${account.id}:instance/*`,
          `arn:aws:ssm:${region}::document/AWS-StartPortForwardingSessionToRemoteHost`,
        ]),
        // Without it, a session that names no document is a shell.
        conditions: { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': ['true'] } },
      },
      {
        sid: 'OwnSessions',
        actions: ['ssm:ResumeSession', 'ssm:TerminateSession'],
        resources: [`arn:aws:ssm:*:${account.id}:session/*`],
        // Terraform writes a variable of IAM with an ampersand.
        conditions: { StringLike: { 'ssm:resourceTag/aws:ssmmessages:session-id': ['&{aws:userid}'] } },
      },
      {
        sid: 'FillSecrets',
        actions: ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
        resources: regions.flatMap((region) =>
          // ECR requires the other name for tokens of public registries; AWS's own key encrypts them.
          [platform, ...(account.role === 'registry' ? ['ecr-pullthroughcache'] : [])].map((folder) =>
            names.secretArn(region, account.id, `${folder}/*`),
          ),
        ),
      },
      {
        sid: 'EncryptSecrets',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: regions.map((region) => `arn:aws:kms:${region}:${account.id}:key/*`),
        conditions: {
          StringEquals: { 'kms:ViaService': regions.map((region) => `secretsmanager.${region}.amazonaws.com`) },
        },
      },
    ],
  });
}
