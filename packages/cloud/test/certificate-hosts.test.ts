import type { ResolvedPlatform } from '@espalier/model';
import { expect, test } from 'vitest';
import { hostsBeyondWildcard } from '../src/components/dns/certificate-hosts.ts';
import { byName, environmentPlan, loadRiven } from './stack-plans.ts';

const riven = await loadRiven();

function withHost(host: string): ResolvedPlatform {
  const [first, ...others] = riven.deployments['staging'] ?? [];
  if (first === undefined) throw new Error('nothing is released to staging');
  const deployments = { ...riven.deployments, staging: [{ ...first, ingress: { host, paths: ['/'] } }, ...others] };
  return { ...riven, deployments };
}

test.each([
  ['staging.riven.dev', []],
  ['api.staging.riven.dev', []],
  ['api.eu.staging.riven.dev', ['api.eu.staging.riven.dev']],
  ['a.notstaging.riven.dev', []],
  ['api.example.com', []],
])('a host %s has a certificate of its own: %j', (host, expected) => {
  const platform = withHost(host);
  const { staging } = platform.environments;
  expect(staging && hostsBeyondWildcard(platform, staging)).toEqual(expected);
});

test('a certificate of its own is proven by its own record', async () => {
  const plan = await environmentPlan(withHost('api.eu.staging.riven.dev'), 'staging');
  const id = 'aws:acm/certificate:Certificate/api.eu.staging.riven.dev';
  expect(byName(plan, 'aws:route53/record:Record')['api.eu.staging.riven.dev']?.inputs['name']).toBe(
    `\${${id}.domainValidationOptions[0].resourceRecordName}`,
  );
  expect(byName(plan, 'aws:acm/certificateValidation:CertificateValidation')).toHaveProperty([
    'api.eu.staging.riven.dev',
  ]);
});
