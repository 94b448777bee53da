import { describe, expect, it } from 'vitest';
import { externalDns, type ExternalDnsOptions } from '../src/index.ts';
import { valuesOf } from './context.ts';

describe('externalDns', () => {
  it('writes hosts of the load balancer alone, under the name of the cluster', () => {
    expect(valuesOf(externalDns())).toMatchSnapshot();
  });

  it('keeps to the configured domains, policy and zones', () => {
    const options: ExternalDnsOptions = {
      domains: ['staging.riven.dev'],
      policy: 'upsert-only',
      hostedZoneIds: ['Z1'],
    };
    expect(valuesOf(externalDns(options))).toMatchObject({
      domainFilters: ['staging.riven.dev'],
      policy: 'upsert-only',
    });
    expect(externalDns(options).workloads?.['controller']?.needs).toMatchObject({
      records: {
        statements: [
          {
            resources: ['arn:aws:route53:::hostedzone/Z1'],
            conditions: {
              'ForAllValues:StringLike': {
                'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['staging.riven.dev', '*.staging.riven.dev'],
              },
            },
          },
          { resources: ['arn:aws:route53:::hostedzone/Z1'] },
          { actions: ['route53:ListHostedZones'], resources: ['*'] },
        ],
      },
    });
  });

  it('can touch no record that people make by hand, such as MX', () => {
    expect(externalDns().workloads?.['controller']?.needs).toMatchSnapshot();
  });
});
