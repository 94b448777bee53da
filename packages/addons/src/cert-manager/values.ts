import type { AddonContext, HelmValues } from '@espalier/model';
import { availability, containerResources, onSystemNodes, type PlatformWorkload } from '../pods/index.ts';
import { hasServiceMonitors, ownLabels } from '../prometheus-operator-crds/index.ts';
import { image, release, webhookPort, workloads } from './workloads.ts';

/** Values of the chart. */
export function certManagerValues(context: AddonContext): HelmValues {
  const placement = onSystemNodes(context);
  const from = (component: string) => ({ repository: context.image(image(component)).name });
  const replicated = (workload: PlatformWorkload) => {
    const { replicas, topologySpreadConstraints } = availability(workload, context);
    return { replicaCount: replicas, topologySpreadConstraints, ...placement };
  };
  const { priorityClassName } = availability(workloads.controller, context);
  return {
    crds: { enabled: true, keep: true },
    // By default its leases and Roles are in `kube-system`.
    global: { leaderElection: { namespace: context.namespace }, priorityClassName },
    image: from('controller'),
    // The controller starts it for issuers with HTTP challenges.
    acmesolver: { image: from('acmesolver') },
    ...replicated(workloads.controller),
    serviceAccount: { create: true, name: release },
    resources: containerResources('20m', '128Mi', '256Mi'),
    prometheus: { enabled: true, servicemonitor: { enabled: hasServiceMonitors(context), ...ownLabels } },
    webhook: {
      image: from('webhook'),
      ...replicated(workloads.webhook),
      securePort: webhookPort,
      serviceAccount: { create: true, name: `${release}-webhook` },
      resources: containerResources('20m', '64Mi', '128Mi'),
    },
    cainjector: {
      image: from('cainjector'),
      ...replicated(workloads.cainjector),
      serviceAccount: { create: true, name: `${release}-cainjector` },
      resources: containerResources('20m', '256Mi', '512Mi'),
    },
    // A hook Job; applications that need certificates retry until they exist.
    startupapicheck: { enabled: false },
  };
}
