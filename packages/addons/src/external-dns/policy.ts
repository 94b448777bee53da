import { policy, type PolicyNeed } from '@espalier/model';
import type { ExternalDnsOptions } from './options.ts';

/**
 * Upstream's policy, kept to the names of its domains: AWS alone knows the ids of zones, and an account may hold zones of
 * others. Records of other types than aliases and their owners' TXT, such as MX and NS, are out of its reach.
 *
 * Source: https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/#iam-policy,
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
 */
export function recordPolicy({ domains = ['{domain}'], hostedZoneIds = ['*'] }: ExternalDnsOptions): PolicyNeed {
  const zones = hostedZoneIds.map((id) => `arn:aws:route53:::hostedzone/${id}`);
  return policy(
    {
      actions: ['route53:ChangeResourceRecordSets'],
      resources: zones,
      conditions: {
        'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME', 'TXT'] },
        'ForAllValues:StringLike': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': domains.flatMap((name) => [name, `*.${name}`]),
        },
      },
    },
    { actions: ['route53:ListResourceRecordSets', 'route53:ListTagsForResources'], resources: zones },
    { actions: ['route53:ListHostedZones'], resources: ['*'] },
  );
}
