import type { ResolvedCluster, ResolvedNamespace } from '@espalier/model';
import { expect, test } from 'vitest';
import { identity } from './fixtures/app.ts';
import { agents, auth, cluster, paths } from './fixtures/platform.ts';
import { build, buildApp, objectOf } from './fixtures/project.ts';

const gate = 'elbv2.k8s.aws/pod-readiness-gate-inject';

test('a load balancer that reaches pods itself asks them where they say that they are ready', () => {
  const facts = { ingressClass: 'alb', ingressByLoadBalancer: true };
  expect(objectOf(buildApp(identity, facts), 'Ingress')).toMatchObject({
    metadata: {
      annotations: {
        'alb.ingress.kubernetes.io/healthcheck-path': '/healthz/ready',
        'alb.ingress.kubernetes.io/target-group-attributes': `deregistration_delay.timeout_seconds=${identity.terminationGracePeriodSeconds}`,
      },
    },
    spec: { ingressClassName: 'alb' },
  });
  expect(objectOf(buildApp(identity), 'Ingress').metadata.annotations).toBeUndefined();
});

test('a rolling update waits until a load balancer knows the new pods, wherever it reaches pods', () => {
  const because = 'the load balancer';
  const fromLoadBalancer = [
    { class: 'load-balancer', blocks: ['10.20.0.0/20'], ports: [{ port: 80, protocol: 'TCP' }], because },
  ] as const;
  const controller: ResolvedNamespace = {
    ...agents,
    name: 'ingress-nginx',
    paths: [{ ...paths, name: 'ingress-nginx-controller', ingress: fromLoadBalancer }],
  };
  const { objects } = build('namespaces', cluster({ namespaces: [auth, controller] }));
  expect(objectOf(objects, 'Namespace', 'ingress-nginx').metadata.labels).toMatchObject({ [gate]: 'enabled' });
  expect(objectOf(objects, 'Namespace', 'auth').metadata.labels).not.toHaveProperty([gate]);
});

test('pods that such a load balancer reaches serve until it has deregistered them, and may finish after that', () => {
  const template = (facts: Partial<ResolvedCluster>): unknown =>
    objectOf(buildApp(identity, facts), 'Deployment')['spec'];
  const graceOfTheApp = identity.terminationGracePeriodSeconds;
  expect(template({ ingressClass: 'alb', ingressByLoadBalancer: true })).toMatchObject({
    template: {
      spec: {
        terminationGracePeriodSeconds: graceOfTheApp + 15,
        containers: [{ name: 'identity', lifecycle: { preStop: { sleep: { seconds: 15 } } } }],
      },
    },
  });
  const behindService = {
    template: {
      spec: {
        terminationGracePeriodSeconds: graceOfTheApp + 5,
        containers: [{ name: 'identity', lifecycle: { preStop: { sleep: { seconds: 5 } } } }],
      },
    },
  };
  expect(template({})).toMatchObject(behindService);
  const notReachable = buildApp({ ...identity, ingress: undefined }, { ingressByLoadBalancer: true });
  expect(objectOf(notReachable, 'Deployment')['spec']).toMatchObject(behindService);
});
