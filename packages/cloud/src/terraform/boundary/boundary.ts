import { names, type ResolvedPlatform } from '@espalier/model';
import { type Foundation, type Part, policyDocument, policyText, stateKeyArn } from '../parts/index.ts';
import { globalActions, globalServices, regionalActions } from './base-actions.ts';
import { ownActions, uncovered } from './own-actions.ts';

/** By which somebody would become more than they are, reach other accounts or spend on the company's behalf. */
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

/** Settings of the whole account, and doors of its network and disks to other accounts. */
const accountWide = [
  'ec2:*EbsEncryptionByDefault',
  'ec2:AcceptVpcPeeringConnection',
  'ec2:CreateVpcPeeringConnection',
  'ec2:ModifyImageAttribute',
  'ec2:ModifyInstanceMetadataDefaults',
  'ec2:ModifySnapshotAttribute',
];

/**
 * The ceiling of every role that Pulumi makes in the account: what the platform's own roles need, and what apps and
 * addons ask for in `policy` needs, in the platform's regions. All else is refused, whatever a role's own policy says.
 *
 * @throws ProblemsError ESP6302 where an app or addon asks for what no pod may do
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
