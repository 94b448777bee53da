import type { AddonContext, HelmValues } from '@espalier/model';
import { availability, onSystemNodes } from '../pods/index.ts';
import { hasServiceMonitors, ownLabels } from '../prometheus-operator-crds/index.ts';
import { draining } from './draining.ts';
import type { IngressNginxOptions } from './options.ts';
import { controllerPorts, image, workloads } from './workloads.ts';

/** Values of the chart. */
export function ingressNginxValues(options: IngressNginxOptions, context: AddonContext): HelmValues {
  const { replicas, ...scheduling } = availability(workloads.controller, context);
  const { registry, repository } = context.image(image);
  return {
    global: { image: { registry } },
    serviceAccount: { create: true, name: 'ingress-nginx' },
    controller: {
      image: { image: repository },
      replicaCount: replicas,
      ...scheduling,
      // The chart's budget, which it writes for two or more pods.
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      ingressClassResource: { name: 'nginx', enabled: true, default: false },
      containerPort: { http: controllerPorts.http },
      // The ALB terminates TLS and calls the pods; an additional load balancer would bypass it.
      service: { type: 'ClusterIP', enableHttps: false, ports: { http: controllerPorts.http } },
      config: {
        'use-forwarded-headers': 'true',
        // Whose `X-Forwarded-For` is believed. By default every sender is trusted, and clients could choose their
        // address.
        'proxy-real-ip-cidr': context.environment.publicBlocks.join(','),
        'use-proxy-protocol': 'false',
        'worker-shutdown-timeout': `${draining.workers}s`,
      },
      // Its own Service has no address to publish, and an Ingress without an address never becomes healthy.
      publishService: { enabled: false },
      extraArgs: {
        'publish-status-address': options.publishStatusAddress ?? `ingress.${context.environment.domain}`,
        'shutdown-grace-period': String(draining.beforeShutdown),
      },
      terminationGracePeriodSeconds: draining.termination,
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
      // The chart sets no limits, and its requests are only `requests.cpu` and `requests.memory`.
      resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { memory: '512Mi' } },
      ...onSystemNodes(context),
    },
  };
}
