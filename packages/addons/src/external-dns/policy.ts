import { policy, type PolicyNeed } from '@espalier/model';
import type { ExternalDnsOptions } from './options.ts';

/**
 * Upstream's policy, kept to the names of its domains and to the zone of the environment. It reads every zone, since
 * external-dns lists those whose names match its domains, and one that it may not read ends its round. Records of other
 * types than aliases and their owners' TXT, such as MX and NS, are out of its reach.
 *
 * Source: https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/#iam-policy,
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-rrset-conditions.html
 */
export function recordPolicy({ domains = ['{domain}'], hostedZoneIds }: ExternalDnsOptions): PolicyNeed {
  const zones = (ids: readonly string[]): readonly string[] => ids.map((id) => `arn:aws:route53:::hostedzone/${id}`);
  return policy(
    {
      actions: ['route53:ChangeResourceRecordSets'],
      resources: zones(hostedZoneIds ?? ['{zone}']),
      conditions: {
        'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME', 'TXT'] },
        'ForAllValues:StringLike': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': domains.flatMap((name) => [name, `*.${name}`]),
        },
      },
    },
    {
      actions: ['route53:ListResourceRecordSets', 'route53:ListTagsForResources'],
      resources: zones(hostedZoneIds ?? ['*']),
    },
    { actions: ['route53:ListHostedZones'], resources: ['*'] },
  );
}
