import type { AddonDefinition } from '@espalier/model';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { loadBalancerIngress } from './load-balancer.ts';
import { ingressNginxValues } from './values.ts';
import { controllerPorts, workloads } from './workloads.ts';
import { ingressNginxOptions, type IngressNginxOptions } from './options.ts';

export type { IngressNginxOptions } from './options.ts';

/**
 * ingress-nginx, behind one ALB that the AWS Load Balancer Controller creates from a single Ingress.
 *
 * Retired: upstream stopped in March 2026 with controller 1.15.1, and no longer fixes vulnerabilities. It still works;
 * plan a move to the Gateway API or to Ingresses of class `alb`.
 *
 * `X-Forwarded-For` is trusted from the public subnets, which contain only the ALB and NAT gateways. The ALB sets
 * `X-Forwarded-Proto`. `X-Forwarded-Host` cannot be trusted: the ALB does not change the client's value, and the
 * controller gives it to apps as the host. An app that uses the request's host must compare it with known hosts.
 *
 * Source: https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/
 */
export function ingressNginx(options: IngressNginxOptions = {}): AddonDefinition {
  return {
    name: 'ingress-nginx',
    options: { given: options, schema: ingressNginxOptions },
    lifecycle: {
      status: 'retired',
      since: '2026-03-20',
      source: 'https://github.com/kubernetes/ingress-nginx',
      instead: 'albIngress(), where the load balancer itself serves Ingresses, or a controller of the Gateway API',
    },
    namespace: 'ingress-nginx',
    chart: {
      repository: 'https://kubernetes.github.io/ingress-nginx',
      name: 'ingress-nginx',
      version: '4.15.1',
      kubernetes: '>=1.21.0-0',
    },
    values: (context) => ingressNginxValues(options, context),
    objects: (context) => [
      loadBalancerIngress(options, { name: 'ingress-nginx-controller', port: controllerPorts.http }, context),
    ],
    workloads,
    provides: { ingressClass: { name: 'nginx' } },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
