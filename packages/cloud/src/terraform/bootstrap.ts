import type { ResolvedAccount, ResolvedPlatform } from '@espalier/model';
import { accountDefaults } from './account-defaults.ts';
import { boundary } from './boundary/boundary.ts';
import { foundationOf, gitHubOidc, joined, stateKey, type TerraformJson } from './parts/index.ts';
import { accountRoles } from './roles/index.ts';
import { stateBucket } from './state-bucket.ts';

/**
 * What must exist in an account before the first `pulumi up`: where state is kept, who may change what, and what bounds
 * them. Terraform applies it, since Pulumi cannot make what it needs in order to run.
 *
 * @throws ProblemsError ESP6301 where the platform's repository is not on github.com, ESP6302 where an app or addon asks
 * for what no pod may do
 */
export function bootstrapOf(platform: ResolvedPlatform, account: ResolvedAccount): TerraformJson {
  const foundation = foundationOf(platform, account);
  return {
    terraform: {
      // The first version that locks state in S3 by itself.
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
