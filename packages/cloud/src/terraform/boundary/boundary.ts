import { names, type ResolvedPlatform } from '@espalier/model';
import { type Foundation, type Part, policyDocument, policyText, stateKeyArn } from '../parts/index.ts';
import { globalActions, globalServices, regionalActions } from './base-actions.ts';
import { ownActions, uncovered } from './own-actions.ts';

/** Actions that extend one's own rights, affect other accounts or spend money. */
const refused = [
  'account:*',
  'aws-portal:*',
  'billing:*',
  'budgets:*',
  'iam:*AccessKey*',
  'iam:*Group*',
  'iam:*LoginProfile*',
  'iam:*MFADevice*',
  'iam:*OpenIDConnectProvider*',
  'iam:*PermissionsBoundary',
  'iam:*PolicyVersion',
  'iam:*RolePolicy',
  'iam:*SAMLProvider*',
  'iam:*User*',
  'iam:CreatePolicy',
  'iam:CreateRole',
  'iam:DeletePolicy',
  'iam:DeleteRole',
  'iam:PassRole',
  'iam:UpdateAssumeRolePolicy',
  'identitystore:*',
  'organizations:*',
  'payments:*',
  'sso-directory:*',
  'sso:*',
  'tax:*',
];

/** Settings of the whole account, and access of other accounts to its network and disks. */
const accountWide = [
  'ec2:*EbsEncryptionByDefault',
  'ec2:AcceptVpcPeeringConnection',
  'ec2:CreateVpcPeeringConnection',
  'ec2:ModifyImageAttribute',
  'ec2:ModifyInstanceMetadataDefaults',
  'ec2:ModifySnapshotAttribute',
];

/**
 * The permissions boundary of every role that Pulumi creates in the account: what the platform's own roles need, and
 * what apps and addons request in `policy` needs, in the platform's regions. Everything else is refused, even if a
 * role's own policy allows it.
 *
 * @throws ProblemsError ESP6302 if an app or addon requests what no pod may do
 */
export function boundary(platform: ResolvedPlatform, foundation: Foundation): Part {
  const { account, regions, registryRegion, stateBucket } = foundation;
  const bucket = names.bucketArn(stateBucket);
  const more = uncovered(
    ownActions(platform, account),
    [...regionalActions, ...globalActions],
    [...refused, ...accountWide],
  );
  const isGlobal = (action: string): boolean => globalServices.some((service) => action.startsWith(`${service}:`));
  return {
    ...policyDocument('boundary', [
      {
        sid: 'InTheRegions',
        actions: [...regionalActions, ...more.filter((action) => !isGlobal(action))],
        resources: ['*'],
        conditions: {
          StringEquals: { 'aws:RequestedRegion': [...new Set([...regions, registryRegion])].sort() },
        },
      },
      { sid: 'WithoutRegion', actions: [...globalActions, ...more.filter(isGlobal)], resources: ['*'] },
      { sid: 'NoEscalation', effect: 'Deny', actions: refused, resources: ['*'] },
      { sid: 'NotAccountWide', effect: 'Deny', actions: accountWide, resources: ['*'] },
      { sid: 'NoState', effect: 'Deny', actions: ['s3:*', 'kms:*'], resources: [bucket, `${bucket}/*`, stateKeyArn] },
    ]),
    resource: {
      aws_iam_policy: {
        boundary: {
          name: names.boundaryName(foundation.platform),
          description: `Ceiling of every role that Pulumi makes for ${foundation.platform}`,
          policy: policyText('boundary'),
          lifecycle: { prevent_destroy: true },
        },
      },
    },
  };
}
