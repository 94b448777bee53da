import type { AddonContext, AddonDefinition, KubernetesObject } from '@espalier/model';
import { loadBalancerClass, loadBalancerGroup } from '../aws-load-balancer-controller/index.ts';
import { albIngressOptions, type AlbIngressOptions } from './options.ts';

export type { AlbIngressOptions } from './options.ts';

/**
 * Ingresses served directly by an ALB, instead of `ingressNginx`: all Ingresses of the cluster share one load balancer,
 * with the pods as targets. Needs `awsLoadBalancerController`, which leaves the class to this addon.
 *
 * Common settings are parameters of the class, so that an Ingress needs no annotation and cannot join another load
 * balancer. Certificates are set here: the controller only finds one by host for Ingresses that request an HTTPS
 * listener themselves. There is no listener for plain HTTP.
 *
 * Source: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
 */
export function albIngress(options: AlbIngressOptions): AddonDefinition {
  return {
    name: 'alb-ingress',
    options: { given: options, schema: albIngressOptions },
    namespace: 'kube-system',
    objects: (context) => [ingressClass, parameters(options, context)],
    provides: { ingressClass: { name: loadBalancerClass, byLoadBalancer: true } },
    requires: [{ crdGroup: loadBalancerGroup }],
  };
}

const ingressClass: KubernetesObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'IngressClass',
  metadata: { name: loadBalancerClass },
  spec: {
    controller: 'ingress.k8s.aws/alb',
    parameters: { apiGroup: loadBalancerGroup, kind: 'IngressClassParams', name: loadBalancerClass },
  },
};

function parameters(options: AlbIngressOptions, { cluster, environment }: AddonContext): KubernetesObject {
  const { certificateArns, scheme = 'internet-facing', inboundCidrs, webAclArn } = options;
  const { deletionProtection = environment.multiZone } = options;
  return {
    apiVersion: `${loadBalancerGroup}/v1beta1`,
    kind: 'IngressClassParams',
    metadata: { name: loadBalancerClass },
    spec: {
      group: { name: cluster.eksName },
      scheme,
      targetType: 'ip',
      certificateArn: certificateArns,
      sslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      ...(inboundCidrs === undefined ? {} : { inboundCIDRs: inboundCidrs }),
      ...(webAclArn === undefined ? {} : { wafv2AclArn: webAclArn }),
      loadBalancerAttributes: [
        { key: 'routing.http.drop_invalid_header_fields.enabled', value: 'true' },
        { key: 'deletion_protection.enabled', value: String(deletionProtection) },
      ],
    },
  };
}
