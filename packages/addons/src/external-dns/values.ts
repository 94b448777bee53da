import type { AddonContext, HelmValues } from '@espalier/model';
import { loadBalancerClass } from '../aws-load-balancer-controller/index.ts';
import { availability, containerResources, onSystemNodes, type PlatformWorkload } from '../pods/index.ts';
import { hasServiceMonitors } from '../prometheus-operator-crds/index.ts';
import type { ExternalDnsOptions } from './options.ts';

/** Name of the release, of its ServiceAccount and in its labels. */
export const release = 'external-dns';

const image = 'registry.k8s.io/external-dns/external-dns';

/** Port of metrics and health; the Service's equals it. */
const ports = { http: 7979 } as const;

/** The workload of the chart; it has no leader election. */
export const controller = {
  runs: 'single',
  selector: { 'app.kubernetes.io/name': release, 'app.kubernetes.io/instance': release },
  serviceAccount: release,
  images: [image],
  ports,
  metricsPort: 'http',
  paths: [{ to: 'control-plane' }, { to: 'vpc-endpoints' }, { to: 'public', hosts: ['route53.amazonaws.com'] }],
} satisfies PlatformWorkload;

/** Values of the chart. */
export function externalDnsValues({ domains, policy = 'sync' }: ExternalDnsOptions, context: AddonContext): HelmValues {
  return {
    image: { repository: context.image(image).name },
    provider: { name: 'aws' },
    policy,
    sources: ['ingress'],
    domainFilters: domains ?? [context.environment.domain],
    registry: 'txt',
    // Without it, two clusters would treat each other's records as their own.
    txtOwnerId: context.cluster.eksName,
    // With a dot, so that the owner's record of the domain itself is inside its zone: `owner-a.riven.dev`.
    txtPrefix: 'owner-%{record_type}.',
    extraArgs: [
      `--ingress-class=${loadBalancerClass}`,
      // The owner's record of `*.riven.dev` cannot be a wildcard itself. No host has an underscore, so that this record
      // never disables the wildcard for a host.
      '--txt-wildcard-replacement=_any',
      '--aws-zone-type=public',
      '--aws-batch-change-interval=10s',
    ],
    triggerLoopOnEvent: true,
    interval: '5m',
    logFormat: 'json',
    serviceAccount: {
      create: true,
      name: release,
      annotations: { 'eks.amazonaws.com/role-arn': context.roleArn(release) },
    },
    service: { port: ports.http },
    serviceMonitor: { enabled: hasServiceMonitors(context) },
    resources: containerResources('20m', '64Mi', '128Mi'),
    priorityClassName: availability(controller, context).priorityClassName,
    ...onSystemNodes(context),
  };
}
