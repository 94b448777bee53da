import { describe, expect, it } from 'vitest';
import { awsLoadBalancerController } from '../src/index.ts';
import { valuesOf } from './context.ts';

const addon = awsLoadBalancerController();

describe('awsLoadBalancerController', () => {
  it('makes ALBs of Ingresses of class alb, with a certificate that no render makes up', () => {
    expect(valuesOf(addon)).toMatchSnapshot();
  });

  it('comes after cert-manager', () => {
    expect(addon.requires).toContainEqual({ crdGroup: 'cert-manager.io' });
  });

  it('changes only what carries its tag, or an ALB', () => {
    expect(addon.workloads?.['controller']?.needs).toMatchSnapshot();
  });

  it('allows no deletion of what it has not made', () => {
    const need = addon.workloads?.['controller']?.needs?.['loadBalancers'];
    const statements = need?.kind === 'policy' ? need.statements : [];
    const deletions = statements.filter(({ actions }) =>
      actions.some((action) => /:Delete(LoadBalancer|TargetGroup|SecurityGroup)$/.test(action)),
    );
    expect(deletions.length).toBe(2);
    for (const { conditions } of deletions)
      expect(conditions).toEqual({ Null: { 'aws:ResourceTag/elbv2.k8s.aws/cluster': 'false' } });
  });

  it('fits into one managed policy, which holds 6,144 characters', () => {
    const document = JSON.stringify(addon.workloads?.['controller']?.needs).replaceAll(/\s/g, '');
    expect(document.length).toBeLessThan(5500);
  });
});
