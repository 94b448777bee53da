import { describe, expect, test } from 'vitest';
import { endpointPolicy } from '../src/components/network/endpoint-policy.ts';
import { gatewayServices, interfaceServices } from '../src/components/network/endpoint-services.ts';
import { letsThrough, type EndpointRequest } from './endpoint-request.ts';

const own = '333333333333';
const registry = '111111111111';
const foreign = '999999999999';
const perimeter = { region: 'us-east-1', accountId: own, registryAccountId: registry };

type Service = (typeof interfaceServices)[number] | (typeof gatewayServices)[number];

const passes = (service: Service, request: EndpointRequest): boolean =>
  letsThrough(endpointPolicy(service, perimeter), request);

describe.each([...interfaceServices, ...gatewayServices])('the endpoint of %s', (service) => {
  const action = `${service.replace(/\..*/, '')}:Anything`;

  test('lets own identities through to their own resources, and to what has no owner', () => {
    expect(passes(service, { action, by: own, of: own })).toBe(true);
    expect(passes(service, { action, by: own })).toBe(true);
  });

  test('stops foreign credentials and unsigned requests, whatever they are about', () => {
    expect(passes(service, { action, by: foreign, of: own })).toBe(false);
    expect(passes(service, { action, by: foreign, of: foreign })).toBe(false);
    expect(passes(service, { action, by: undefined, of: own })).toBe(false);
  });

  test('lets nothing through that is another service’s', () => {
    expect(passes(service, { action: 'iam:CreateUser', by: own, of: own })).toBe(false);
  });

  // EC2 launches Amazon's images.
  test.skipIf(service === 'ec2')('stops own identities from using foreign resources', () => {
    expect(passes(service, { action, by: own, of: foreign })).toBe(false);
  });
});

test('nodes fetch layers of images where each registry keeps them, and no other foreign object', () => {
  const get = (bucket: string): boolean =>
    passes('s3', { action: 's3:GetObject', by: undefined, of: foreign, resource: `arn:aws:s3:::${bucket}/layer` });
  expect(get('prod-us-east-1-starport-layer-bucket')).toBe(true);
  expect(get('prod-registry-k8s-io-us-east-1')).toBe(true);
  expect(get('quayio-production-s3')).toBe(true);
  expect(get('docker-images-prod')).toBe(true);
  expect(get('somebody-else')).toBe(false);
  const put = { action: 's3:PutObject', by: own, of: foreign, resource: 'arn:aws:s3:::docker-images-prod/layer' };
  expect(passes('s3', put)).toBe(false);
});

test.each(['ecr.api', 'ecr.dkr'] as const)(
  '%s: nodes pull from the registry and of EKS, runners push to the registry only',
  (service) => {
    expect(passes(service, { action: 'ecr:BatchGetImage', by: own, of: registry })).toBe(true);
    expect(passes(service, { action: 'ecr:BatchGetImage', by: own, of: '602401143452' })).toBe(true);
    expect(passes(service, { action: 'ecr:BatchImportUpstreamImage', by: own, of: registry })).toBe(true);
    expect(passes(service, { action: 'ecr:GetAuthorizationToken', by: own })).toBe(true);
    expect(passes(service, { action: 'ecr:PutImage', by: registry, of: registry })).toBe(true);
    expect(passes(service, { action: 'ecr:PutImage', by: own, of: foreign })).toBe(false);
    expect(passes(service, { action: 'ecr:BatchGetImage', by: foreign, of: registry })).toBe(false);
  },
);

test('pods and workflows exchange tokens, unsigned, for roles of the environment and the registry', () => {
  const assume = (account: string): boolean =>
    passes('sts', {
      action: 'sts:AssumeRoleWithWebIdentity',
      by: undefined,
      of: account,
      resource: `arn:aws:iam::${account}:role/riven-production-production-identity`,
    });
  expect(assume(own)).toBe(true);
  expect(assume(registry)).toBe(true);
  expect(assume(foreign)).toBe(false);
});
