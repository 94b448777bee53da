import type { AddonDefinition } from '@espalier/model';
import { expect, test } from 'vitest';
import {
  albIngress,
  argoCd,
  externalDns,
  grafana,
  ingressNginx,
  jaeger,
  loki,
  nvidiaDevicePlugin,
  prometheus,
  runners,
  storageClasses,
} from '../src/index.ts';

/** As JavaScript or a careless cast would hand it over: TypeScript would refuse it. */
function untyped(options: unknown): never {
  return options as never;
}

/** What is wrong with the options of an addon, by path. */
function issues({ options }: AddonDefinition): readonly string[] {
  const result = options?.schema.safeParse(options.given);
  return result?.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

const scaleSet = { name: 'large', on: 'ci', size: { min: 0, max: 4 } };

const certificateArn = 'arn:aws:acm:us-east-1:333333333333:certificate/1';

test.each<[string, AddonDefinition]>([
  ['albIngress', albIngress({ certificateArns: [certificateArn] })],
  ['argoCd', argoCd()],
  ['externalDns', externalDns({ domains: ['acme.dev'], hostedZoneIds: ['Z1'] })],
  ['grafana', grafana({ host: 'grafana.acme.dev', storage: '1.5Gi' })],
  ['ingressNginx', ingressNginx({ hosts: ['*.acme.dev'], inboundCidrs: ['203.0.113.0/24'] })],
  ['jaeger', jaeger({ storage: { kind: 'memory', maxTraces: 1000 } })],
  ['loki', loki({ retentionDays: 1, storage: '20Gi' })],
  ['nvidiaDevicePlugin', nvidiaDevicePlugin({ on: 'gpu' })],
  ['prometheus', prometheus({ receiverHosts: ['*.example.com'] })],
  ['runners', runners({ ...scaleSet, imageBuilder: 'none' })],
  ['storageClasses', storageClasses({ reclaimPolicy: 'Retain' })],
])('%s takes options that are right', (_, addon) => {
  expect(issues(addon)).toEqual([]);
});

test.each<[string, AddonDefinition]>([
  ['prometheus', prometheus(untyped({ replicas: '2', receivers: { critical: 'pager' } }))],
  ['loki', loki(untyped({ replicas: null }))],
  ['grafana', grafana(untyped({}))],
])('what %s declares does not repeat what is wrong in its options', (_, { workloads, provides }) => {
  expect(JSON.stringify([workloads, provides])).not.toMatch(/"2"|null|undefined/);
});

test.each<[string, AddonDefinition, string]>([
  [
    'a receiver that nothing is known of',
    prometheus(untyped({ receivers: { critical: { kind: 'pager' } } })),
    'receivers',
  ],
  ['an unknown key', loki(untyped({ retentionDaya: 3 })), 'retentionDays'],
  ['a negative number of days', loki({ retentionDays: -3 }), 'retentionDays'],
  ['a size in other units', prometheus(untyped({ storage: '50GB' })), 'storage'],
  ['a size that no volume has', loki({ storage: '99999Gi' }), 'from 1Gi to 16384Gi'],
  ['a host with a path', grafana({ host: 'grafana.acme.dev/x' }), 'host'],
  ['an interface without a log-in', argoCd(untyped({ userInterface: { host: 'argocd.acme.dev' } })), 'singleSignOn'],
  ['a block with host bits', ingressNginx({ inboundCidrs: ['203.0.113.7/24'] }), 'an IPv4 block'],
  ['an ARN that is none', ingressNginx({ webAclArn: 'my-acl' }), 'an ARN'],
  ['bounds that are upside down', runners({ ...scaleSet, size: { min: 5, max: 4 } }), 'not above the maximum'],
  ['a name that is too long', runners({ ...scaleSet, name: 'x'.repeat(46) }), 'at most 45 characters'],
  ['an image without a tag', runners({ ...scaleSet, image: 'ghcr.io/acme/runner' }), 'an image with a tag or digest'],
  ['no certificate', albIngress({ certificateArns: [] }), 'certificateArns'],
  ['a domain with a wildcard', externalDns({ domains: ['*.acme.dev'] }), 'domains'],
  ['an unknown storage', jaeger(untyped({ storage: { kind: 'cassandra' } })), 'storage'],
])('%s is refused', (_, addon, expected) => {
  expect(issues(addon).join('\n')).toContain(expected);
});
