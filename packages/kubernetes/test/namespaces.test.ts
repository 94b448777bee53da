import { expect, test } from 'vitest';
import { asYaml, build, listed, objectOf } from './fixtures/project.ts';

test('namespaces come with their standard, their bounds and all of their policies', async () => {
  await expect(asYaml(build('namespaces').objects)).toMatchFileSnapshot('snapshots/namespaces.yaml');
});

test('only app namespaces have a quota and a limit range', () => {
  expect(listed(build('namespaces').objects)).toEqual([
    'PriorityClass platform-agents',
    'PriorityClass platform-services',
    'Namespace auth',
    'ResourceQuota quota',
    'LimitRange defaults',
    'NetworkPolicy default-deny',
    'NetworkPolicy identity',
    'Namespace monitoring-agents',
    'NetworkPolicy default-deny',
  ]);
});

test('a namespace that is not restricted says why', () => {
  const { metadata } = objectOf(build('namespaces').objects, 'Namespace', 'monitoring-agents');
  expect(metadata.labels).toMatchObject({
    'pod-security.kubernetes.io/enforce': 'privileged',
    'pod-security.kubernetes.io/enforce-version': 'v1.35',
  });
  expect(metadata.annotations).toMatchObject({
    'espalier.dev/pod-security-reason': 'The agent reads logs of the node.',
  });
});

test('each namespace that reads secrets has a store that reads as its own account', async () => {
  await expect(asYaml(build('secret-stores').objects)).toMatchFileSnapshot('snapshots/secret-stores.yaml');
});
