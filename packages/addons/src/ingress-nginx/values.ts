import type { AddonContext, HelmValues } from '@espalier/model';
import { hasServiceMonitors, ownLabels } from '../prometheus-operator-crds/index.ts';
import { onSystemNodes } from '../system-nodes.ts';
import type { IngressNginxOptions } from './options.ts';

export const image = 'registry.k8s.io/ingress-nginx/controller';

/** Ports of the controller; its Services' ports equal them. */
export const controllerPorts = { http: 80, metrics: 10254 } as const;

/** Values of the chart. */
export function ingressNginxValues(options: IngressNginxOptions, context: AddonContext): HelmValues {
  const { multiZone } = context.environment;
  const { registry, repository } = context.image(image);
  return {
    global: { image: { registry } },
    serviceAccount: { create: true, name: 'ingress-nginx' },
    controller: {
      image: { image: repository },
      replicaCount: multiZone ? 3 : 2,
      ...(multiZone ? { minAvailable: 2 } : {}),
      ingressClassResource: { name: 'nginx', enabled: true, default: false },
      containerPort: { http: controllerPorts.http },
      // The ALB ends TLS and calls the pods; a load balancer of its own would bypass it.
      service: { type: 'ClusterIP', enableHttps: false, ports: { http: controllerPorts.http } },
      config: {
        'use-forwarded-headers': 'true',
        // Whose `X-Forwarded-For` is believed. Without it that is everybody's, and clients choose the address they have.
        'proxy-real-ip-cidr': context.environment.publicBlocks.join(','),
        'use-proxy-protocol': 'false',
      },
      // Its own Service has no address to publish, and an Ingress without one never becomes healthy.
      publishService: { enabled: false },
      extraArgs: { 'publish-status-address': options.publishStatusAddress ?? `ingress.${context.environment.domain}` },
      allowSnippetAnnotations: false,
      enableAnnotationValidations: true,
      // Its certificate would come from a hook Job or from cert-manager.
      admissionWebhooks: { enabled: false },
      metrics: {
        enabled: true,
        port: controllerPorts.metrics,
        service: { servicePort: controllerPorts.metrics },
        serviceMonitor: { enabled: hasServiceMonitors(context), ...ownLabels },
      },
      // The chart's own limits are none, and its requests lie under `requests.cpu` and `requests.memory` alone.
      resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { memory: '512Mi' } },
      ...onSystemNodes(context),
    },
  };
}
