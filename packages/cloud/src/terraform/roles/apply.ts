import { names, type PolicyStatement } from '@espalier/model';
import { applySessionHours } from '../../budget/update-hours.ts';
import {
  accountRoleArn,
  applyEnvironment,
  bootstrapStateKey,
  type Foundation,
  gitHubIssuer,
  type Part,
  stateKeyArn,
  trustPlatform,
} from '../parts/index.ts';
import { accountRole } from './account-role.ts';
import { allOf, globalServices } from './planned-types.ts';
import { reading } from './reading.ts';

/**
 * `pulumi up`, only from approved jobs: creates and deletes the resources of stacks, but cannot change its own limits.
 */
export function applyRole(foundation: Foundation): readonly Part[] {
  const { platform, account } = foundation;
  return accountRole(foundation, {
    role: 'apply',
    description: `Brings up the stacks of ${platform} in ${account.name}`,
    sessionHours: applySessionHours,
    trust: [trustPlatform(foundation, applyEnvironment(account.name))],
    permissions: [reading, ...resources(foundation), ...roles(foundation), ...foundationStays(foundation)],
  });
}

/** The services of the planned resources. */
function resources({ regions }: Foundation): readonly PolicyStatement[] {
  const all = (services: readonly string[]): readonly string[] => services.map((service) => `${service}:*`);
  return [
    {
      sid: 'ResourcesInTheRegions',
      actions: all(allOf('services').filter((service) => !globalServices.has(service))),
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': regions } },
    },
    {
      sid: 'ResourcesWithoutRegion',
      actions: all(allOf('services').filter((service) => globalServices.has(service))),
      resources: ['*'],
    },
  ];
}

/** It may only create and change roles with the boundary and with the platform's name as prefix. */
function roles({ platform, account, boundaryArn }: Foundation): readonly PolicyStatement[] {
  const ownRoles = [names.roleArn(account.id, `${platform}-*`)];
  return [
    {
      sid: 'RolesUnderTheBoundary',
      actions: [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePermissionsBoundary',
        'iam:PutRolePolicy',
      ],
      resources: ownRoles,
      conditions: { StringEquals: { 'iam:PermissionsBoundary': [boundaryArn] } },
    },
    {
      sid: 'RolesOfThePlatform',
      actions: [
        'iam:DeleteRole',
        'iam:TagRole',
        'iam:UntagRole',
        'iam:UpdateAssumeRolePolicy',
        'iam:UpdateRole',
        'iam:UpdateRoleDescription',
      ],
      resources: ownRoles,
    },
    {
      sid: 'HandRolesToServices',
      actions: ['iam:PassRole'],
      resources: ownRoles,
      conditions: {
        StringEquals: { 'iam:PassedToService': allOf('passesRoleTo').map((service) => `${service}.amazonaws.com`) },
      },
    },
    {
      sid: 'RolesOfServices',
      actions: ['iam:CreateServiceLinkedRole'],
      resources: [names.roleArn(account.id, 'aws-service-role/*')],
      conditions: {
        StringEquals: { 'iam:AWSServiceName': allOf('linkedRoles').map((service) => `${service}.amazonaws.com`) },
      },
    },
    {
      sid: 'IdentityProvidersOfClusters',
      actions: [
        'iam:AddClientIDToOpenIDConnectProvider',
        'iam:CreateOpenIDConnectProvider',
        'iam:DeleteOpenIDConnectProvider',
        'iam:RemoveClientIDFromOpenIDConnectProvider',
        'iam:TagOpenIDConnectProvider',
        'iam:UntagOpenIDConnectProvider',
        'iam:UpdateOpenIDConnectProviderThumbprint',
      ],
      resources: [`arn:aws:iam::${account.id}:oidc-provider/oidc.eks.*`],
    },
  ];
}

/** Only this bootstrap may change its own resources; this denial overrides the statements above. */
function foundationStays(foundation: Foundation): readonly PolicyStatement[] {
  const { account, stateBucket, boundaryArn } = foundation;
  const bucket = names.bucketArn(stateBucket);
  const ofTheBootstrap = names.accountRoles.map((role) => accountRoleArn(foundation, role));
  return [
    {
      sid: 'IdentitiesOfTheBootstrapStay',
      effect: 'Deny',
      actions: [
        'Add',
        'Attach',
        'Create',
        'Delete',
        'Detach',
        'Pass',
        'Put',
        'Remove',
        'Set',
        'Tag',
        'Untag',
        'Update',
      ].map((verb) => `iam:${verb}*`),
      resources: [...ofTheBootstrap, boundaryArn, `arn:aws:iam::${account.id}:oidc-provider/${gitHubIssuer}`],
    },
    { sid: 'BoundaryStaysOn', effect: 'Deny', actions: ['iam:DeleteRolePermissionsBoundary'], resources: ['*'] },
    { sid: 'StateBucketStays', effect: 'Deny', notActions: ['s3:Get*', 's3:List*'], resources: [bucket] },
    {
      sid: 'VersionsOfStateStay',
      effect: 'Deny',
      notActions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      resources: [`${bucket}/*`],
    },
    {
      sid: 'StateOfTheBootstrapStays',
      effect: 'Deny',
      actions: ['s3:*'],
      resources: [`${bucket}/${bootstrapStateKey}*`],
    },
    {
      sid: 'StateKeyStays',
      effect: 'Deny',
      notActions: ['kms:Decrypt', 'kms:Describe*', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:Get*', 'kms:List*'],
      resources: [stateKeyArn],
    },
    {
      sid: 'AccountDefaultsStay',
      effect: 'Deny',
      actions: [
        'ec2:DisableEbsEncryptionByDefault',
        'ec2:ModifyInstanceMetadataDefaults',
        's3:PutAccountPublicAccessBlock',
      ],
      resources: ['*'],
    },
  ];
}
