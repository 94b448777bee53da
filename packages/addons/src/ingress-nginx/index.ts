import type { AddonDefinition } from '@espalier/model';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { loadBalancerIngress } from './load-balancer.ts';
import { ingressNginxValues } from './values.ts';
import { controllerPorts, workloads } from './workloads.ts';
import { ingressNginxOptions, type IngressNginxOptions } from './options.ts';

export type { IngressNginxOptions } from './options.ts';

/**
 * ingress-nginx, behind one ALB that the AWS Load Balancer Controller makes of a single Ingress.
 *
 * Retired: upstream stopped in March 2026 with controller 1.15.1, and fixes no vulnerability since. It works; plan for
 * the Gateway API or for Ingresses of class `alb`.
 *
 * `X-Forwarded-For` is believed of the public subnets, which hold the ALB and NAT gateways alone, and `X-Forwarded-Proto`
 * is the ALB's own. `X-Forwarded-Host` is neither: the ALB passes it on as the client sent it, and the controller hands it
 * to apps as the host. An app that makes links, or decides anything, from the host it is asked for has to compare that
 * with hosts it knows.
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
