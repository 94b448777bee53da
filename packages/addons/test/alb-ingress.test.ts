import { valueAt } from '@espalier/model';
import { describe, expect, it } from 'vitest';
import { albIngress, awsLoadBalancerController } from '../src/index.ts';
import { catalogue } from './catalogue.ts';
import { objectsOf, valuesOf } from './context.ts';

const certificateArns = ['arn:aws:acm:us-east-1:333333333333:certificate/1'];
const addon = albIngress({ certificateArns });
const instead = { addons: [...catalogue.filter(({ name }) => name !== 'ingress-nginx'), addon] };

describe('albIngress', () => {
  it('has every Ingress share one load balancer', () => {
    expect(objectsOf(addon, instead)).toMatchSnapshot();
  });

  it('limits who reaches it where that is configured', () => {
    const options = { certificateArns, scheme: 'internal', inboundCidrs: ['192.0.2.0/24'], webAclArn: 'arn' } as const;
    expect(objectsOf(albIngress(options), instead)[1]).toMatchObject({
      spec: { scheme: 'internal', inboundCIDRs: ['192.0.2.0/24'], wafv2AclArn: 'arn' },
    });
  });

  const reached = catalogue.filter(({ workloads }) =>
    Object.values(workloads ?? {}).some(({ paths }) => paths.some((path) => 'from' in path && path.from === 'ingress')),
  );

  it('reaches pods of addons', () => {
    expect(reached.map(({ name }) => name)).toEqual(expect.arrayContaining(['argo-cd', 'grafana']));
  });

  it.each(reached)(
    'drops no request when it stops a pod of $name, and asks it for its health without a log-in',
    (other) => {
      const text = JSON.stringify(valuesOf(other, instead));
      expect(text).toContain('"preStop":{"sleep":{"seconds":15}}');
      expect(text).toMatch(/"alb\.ingress\.kubernetes\.io\/healthcheck-path":"\/[a-z/]+"/);
      expect(text).toContain('deregistration_delay.timeout_seconds=15');
      expect(JSON.stringify(valuesOf(other))).not.toMatch(/preStop|alb\.ingress/);
    },
  );

  it.each([
    [undefined, true, 'true'],
    [undefined, false, 'false'],
    [false, true, 'false'],
    [true, false, 'true'],
  ])(
    'protects the load balancer where deletionProtection is %s, and data is spread over zones: %s',
    (given, multiZone, value) => {
      const [, parameters] = objectsOf(albIngress({ certificateArns, deletionProtection: given }), { multiZone });
      expect(valueAt(parameters, ['spec', 'loadBalancerAttributes', 1])).toEqual({
        key: 'deletion_protection.enabled',
        value,
      });
    },
  );

  it('owns the class, which the controller makes in clusters without it', () => {
    const made = { createIngressClassResource: true, ingressClassParams: { create: true } };
    const left = { createIngressClassResource: false, ingressClassParams: { create: false } };
    expect(valuesOf(awsLoadBalancerController())).toMatchObject(made);
    expect(valuesOf(awsLoadBalancerController(), instead)).toMatchObject(left);
  });
});
