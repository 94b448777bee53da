import { policy, type PolicyNeed } from '@espalier/model';
import type { ExternalDnsOptions } from './options.ts';

/**
 * Upstream's policy, limited to the names of its domains and to the zone of the environment. It may read every zone:
 * external-dns lists all zones that match its domains, and stops at one that it may not read. It cannot change other
 * types than aliases and their TXT records, such as MX and NS.
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
