import { names } from '@espalier/model';
import { type Foundation, type Part, releaseEnvironment, trustOwner } from '../parts/index.ts';
import { accountRole } from './account-role.ts';

/**
 * Pushing images of apps, from any repository of the platform's owner on GitHub. An image only runs after a release
 * names it, which is a reviewed change of the platform's repository. Tags are never overwritten.
 */
export function imagePushRole(foundation: Foundation): readonly Part[] {
  const { platform, account, regions } = foundation;
  return accountRole(foundation, {
    role: 'image-push',
    description: `Pushes images of the apps of ${platform}`,
    sessionHours: 1,
    trust: [trustOwner(foundation, releaseEnvironment)],
    permissions: [
      { sid: 'LogIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
      {
        sid: 'PushImages',
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:DescribeImages',
          'ecr:GetDownloadUrlForLayer',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        resources: regions.map(
          (region) => `arn:aws:ecr:${region}:${account.id}:repository/${names.ecrRepositoryName(platform, '*')}`,
        ),
      },
    ],
  });
}
