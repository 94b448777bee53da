import { expect, test } from 'vitest';
import { identity } from './fixtures/app.ts';
import { cluster } from './fixtures/platform.ts';
import { build, buildApp, objectOf } from './fixtures/project.ts';

const gate = 'elbv2.k8s.aws/pod-readiness-gate-inject';

test('a load balancer that reaches pods itself asks them where they say that they are ready', () => {
  const facts = { ingressClass: 'alb', ingressByLoadBalancer: true };
  expect(objectOf(buildApp(identity, facts), 'Ingress')).toMatchObject({
    metadata: { annotations: { 'alb.ingress.kubernetes.io/healthcheck-path': '/healthz/ready' } },
    spec: { ingressClassName: 'alb' },
  });
  expect(objectOf(buildApp(identity), 'Ingress').metadata.annotations).toBeUndefined();
});

test('a rolling update of apps waits until such a load balancer knows the new pods', () => {
  const byLoadBalancer = build('namespaces', cluster({ ingressByLoadBalancer: true })).objects;
  expect(objectOf(byLoadBalancer, 'Namespace', 'auth').metadata.labels).toMatchObject({ [gate]: 'enabled' });
  expect(objectOf(byLoadBalancer, 'Namespace', 'monitoring-agents').metadata.labels).not.toHaveProperty([gate]);
  expect(objectOf(build('namespaces').objects, 'Namespace', 'auth').metadata.labels).not.toHaveProperty([gate]);
});
