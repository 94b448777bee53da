import type { ResolvedAccount, ResolvedPlatform } from '@espalier/model';
import { accountDefaults } from './account-defaults.ts';
import { boundary } from './boundary/boundary.ts';
import { foundationOf, gitHubOidc, joined, stateKey, type TerraformJson } from './parts/index.ts';
import { accountRoles } from './roles/index.ts';
import { stateBucket } from './state-bucket.ts';

/**
 * What must exist in an account before the first `pulumi up`: the state bucket, the roles, and their permissions
 * boundary. Terraform applies it, since Pulumi needs it to run.
 *
 * @throws ProblemsError ESP6301 if the platform's repository is not on github.com, ESP6302 if an app or addon requests
 * what no pod may do
 */
export function bootstrapOf(platform: ResolvedPlatform, account: ResolvedAccount): TerraformJson {
  const foundation = foundationOf(platform, account);
  return {
    terraform: {
      // The first version that can lock state in S3 without DynamoDB.
      required_version: '>= 1.10',
      required_providers: { aws: { source: 'hashicorp/aws', version: '~> 6.0' } },
    },
    provider: {
      aws: {
        region: account.region,
        allowed_account_ids: [account.id],
        default_tags: { tags: { platform: platform.name, owner: 'platform', 'managed-by': 'terraform' } },
      },
    },
    ...joined([
      stateBucket(foundation),
      stateKey(foundation),
      gitHubOidc(foundation),
      ...accountRoles(foundation),
      boundary(platform, foundation),
      accountDefaults(foundation),
    ]),
  };
}
