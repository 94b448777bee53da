import type { AddonContext, HelmValues } from '@espalier/model';
import { containerResources } from '../container-resources.ts';
import { hasServiceMonitors } from '../prometheus-operator-crds/index.ts';
import { onSystemNodes } from '../system-nodes.ts';

/** Name of the release, which the chart writes into labels and names. */
export const release = 'cert-manager';

/** Ports of every component. */
export const ports = { metrics: 9402 } as const;

/** Port that the webhook listens on. */
export const webhookPort = 10250;

/** Values of the chart. */
export function certManagerValues(context: AddonContext): HelmValues {
  const { multiZone } = context.environment;
  const placement = onSystemNodes(context);
  const replicated = {
    replicaCount: multiZone ? 2 : 1,
    podDisruptionBudget: multiZone ? { enabled: true, minAvailable: 1 } : { enabled: false },
    ...placement,
  };
  return {
    crds: { enabled: true, keep: true },
    // By default its leases lie in `kube-system`, with Roles of the chart there.
    global: { leaderElection: { namespace: context.namespace } },
    ...replicated,
    serviceAccount: { create: true, name: release },
    resources: containerResources('20m', '128Mi', '256Mi'),
    prometheus: { enabled: true, servicemonitor: { enabled: hasServiceMonitors(context) } },
    webhook: {
      ...replicated,
      securePort: webhookPort,
      serviceAccount: { create: true, name: `${release}-webhook` },
      resources: containerResources('20m', '64Mi', '128Mi'),
    },
    cainjector: {
      ...replicated,
      serviceAccount: { create: true, name: `${release}-cainjector` },
      resources: containerResources('20m', '256Mi', '512Mi'),
    },
    // A hook Job; what needs certificates retries until there are some.
    startupapicheck: { enabled: false },
  };
}
