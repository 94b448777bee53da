import { names, type AddonContext, type KubernetesObject } from '@espalier/model';
import { draining } from './draining.ts';
import type { IngressNginxOptions } from './options.ts';

/**
 * The Ingress that the AWS Load Balancer Controller turns into the ALB; it sends every host to ingress-nginx. The
 * controller finds its certificates in ACM by these hosts, and external-dns writes the hosts to Route 53. Hosts of apps
 * that no given host matches, such as the domain itself, are added.
 */
export function loadBalancerIngress(
  options: IngressNginxOptions,
  service: { readonly name: string; readonly port: number },
  { namespace, environment, appHosts }: AddonContext,
): KubernetesObject {
  const { hosts = [`*.${environment.domain}`], scheme = 'internet-facing', inboundCidrs, webAclArn } = options;
  const { deletionProtection = environment.multiZone } = options;
  const beyond = names.hostsBeyondWildcard(environment.domain, appHosts).filter((host) => !hosts.includes(host));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'load-balancer',
      namespace,
      annotations: annotations({
        scheme,
        ...(inboundCidrs === undefined ? {} : { 'inbound-cidrs': inboundCidrs.join(',') }),
        ...(webAclArn === undefined ? {} : { 'wafv2-acl-arn': webAclArn }),
        // The ALB sends requests directly to the pods; nodes have no open port.
        'target-type': 'ip',
        'backend-protocol': 'HTTP',
        'healthcheck-path': '/healthz',
        'target-group-attributes': `deregistration_delay.timeout_seconds=${draining.deregistration}`,
        'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
        'ssl-redirect': '443',
        'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        'load-balancer-attributes': [
          'routing.http.drop_invalid_header_fields.enabled=true',
          `deletion_protection.enabled=${deletionProtection}`,
        ].join(','),
      }),
    },
    spec: {
      ingressClassName: 'alb',
      rules: [...hosts, ...beyond].map((host) => ({
        host,
        http: {
          paths: [
            {
              path: '/',
              pathType: 'Prefix',
              backend: { service: { name: service.name, port: { number: service.port } } },
            },
          ],
        },
      })),
    },
  };
}

function annotations(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value]),
  );
}
