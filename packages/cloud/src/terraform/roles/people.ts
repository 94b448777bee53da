import { names, type PolicyStatement } from '@espalier/model';
import type { Foundation } from '../parts/index.ts';

/**
 * People, from IAM Identity Center through a permission set with the role's name, or with a second factor. In both
 * cases their own policies must allow them to assume the role.
 */
export function trustPeople(
  { platform, account }: Foundation,
  role: 'operator' | 'viewer',
): readonly PolicyStatement[] {
  const inThisAccount = {
    actions: ['sts:AssumeRole'],
    principals: { AWS: [`arn:aws:iam::${account.id}:root`] },
  };
  const permissionSet = `AWSReservedSSO_${names.accountRoleName(platform, role)}_*`;
  return [
    {
      sid: 'FromIdentityCenter',
      ...inThisAccount,
      conditions: {
        ArnLike: {
          // The folder is there in regions other than us-east-1.
          'aws:PrincipalArn': ['', '*/'].map(
            (folder) => `arn:aws:iam::${account.id}:role/aws-reserved/sso.amazonaws.com/${folder}${permissionSet}`,
          ),
        },
      },
    },
    {
      sid: 'WithSecondFactor',
      ...inThisAccount,
      conditions: { Bool: { 'aws:MultiFactorAuthPresent': ['true'] } },
    },
  ];
}
