import type { PolicyStatement } from '@espalier/model';
import type { GatewayService, InterfaceService } from './endpoint-services.ts';
import { imageBuckets } from './image-buckets.ts';

/** Whose identities and resources an environment's endpoints are for. */
export interface Perimeter {
  readonly region: string;
  /** Account of the environment. */
  readonly accountId: string;
  /** Account of the platform's images; the environment's own where both are one. */
  readonly registryAccountId: string;
}

/**
 * What an endpoint lets through. As a rule: requests of the environment's own identities about its own resources, so
 * that neither foreign credentials work from inside nor what is read inside can be written to somebody else's account.
 * All services of the list support endpoint policies; the exceptions to the rule are said where they stand.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 * @see https://github.com/aws-samples/data-perimeter-policy-examples
 */
export function endpointPolicy(
  service: InterfaceService | GatewayService,
  perimeter: Perimeter,
): readonly PolicyStatement[] {
  const actions = `${servicePrefix(service)}:*`;
  const own = [perimeter.accountId];
  const withRegistry = [...new Set([perimeter.accountId, perimeter.registryAccountId])];
  switch (service) {
    case 's3':
      return [within(own, actions), imageLayers(perimeter.region)];
    case 'ecr.api':
    case 'ecr.dkr':
      // Runners push with a role of the registry's account.
      return [within(withRegistry, actions), pull(withRegistry)];
    case 'sts':
      return [within(withRegistry, actions), federated(withRegistry)];
    case 'ec2':
      // Requests that launch or describe also name images and snapshots, which belong to Amazon.
      return [by(own, actions)];
    default:
      return [within(own, actions)];
  }
}

/** What the service's actions begin with; ECR has two endpoints. */
function servicePrefix(service: string): string {
  return service.replace(/\..*$/, '');
}

/** Requests of some accounts' identities about what they have. */
function within(accountIds: readonly string[], actions: string): PolicyStatement {
  return {
    sid: 'OwnIdentitiesOwnResources',
    principals: '*',
    actions: actions,
    resources: '*',
    conditions: {
      StringEquals: { 'aws:PrincipalAccount': accountIds },
      // A request that is about no resource, such as for a token of ECR, has no account to compare.
      StringEqualsIfExists: { 'aws:ResourceAccount': accountIds },
    },
  };
}

/** Requests of some accounts' identities, whatever they are about. */
function by(accountIds: readonly string[], actions: string): PolicyStatement {
  return {
    sid: 'OwnIdentities',
    principals: '*',
    actions: actions,
    resources: '*',
    conditions: { StringEquals: { 'aws:PrincipalAccount': accountIds } },
  };
}

/**
 * Pulling whatever its owner shares: EKS's own images are in accounts of AWS's, another in every region. It takes
 * nothing out.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html
 */
function pull(accountIds: readonly string[]): PolicyStatement {
  return {
    sid: 'OwnIdentitiesPull',
    principals: '*',
    actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    resources: '*',
    conditions: { StringEquals: { 'aws:PrincipalAccount': accountIds } },
  };
}

/** Exchange of a ServiceAccount's or workflow's token for a role: the caller has no identity in AWS yet. */
function federated(accountIds: readonly string[]): PolicyStatement {
  return {
    sid: 'TokensForOwnRoles',
    principals: '*',
    actions: 'sts:AssumeRoleWithWebIdentity',
    resources: accountIds.map((id) => `arn:aws:iam::${id}:role/*`),
  };
}

/** Layers of images, which registries keep in buckets of theirs and hand out by signed or public addresses. */
function imageLayers(region: string): PolicyStatement {
  return {
    sid: 'LayersOfImages',
    principals: '*',
    actions: 's3:GetObject',
    resources: imageBuckets(region).map((bucket) => `arn:aws:s3:::${bucket}/*`),
  };
}
