import { policy, type PolicyNeed } from '@espalier/model';
import type { ExternalDnsOptions } from './options.ts';

/**
 * Upstream's policy; records of other types than aliases and their owners' TXT, such as MX and NS, are out of its reach.
 *
 * Source: https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/#iam-policy
 */
export function recordPolicy({ hostedZoneIds = ['*'] }: ExternalDnsOptions): PolicyNeed {
  const zones = hostedZoneIds.map((id) => `arn:aws:route53:::hostedzone/${id}`);
  return policy(
    {
      actions: ['route53:ChangeResourceRecordSets'],
      resources: zones,
      conditions: {
        'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': ['A', 'AAAA', 'CNAME', 'TXT'] },
      },
    },
    { actions: ['route53:ListResourceRecordSets', 'route53:ListTagsForResources'], resources: zones },
    { actions: ['route53:ListHostedZones'], resources: ['*'] },
  );
}
