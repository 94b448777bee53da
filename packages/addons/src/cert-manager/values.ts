import type { AddonContext, HelmValues } from '@espalier/model';
import { containerResources } from '../container-resources.ts';
import { hasServiceMonitors, ownLabels } from '../prometheus-operator-crds/index.ts';
import { onSystemNodes } from '../system-nodes.ts';

/** Name of the release, which the chart writes into labels and names. */
export const release = 'cert-manager';

/** Image of a component. */
export function image(component: string): string {
  return `quay.io/jetstack/cert-manager-${component}`;
}

/** Ports of every component. */
export const ports = { metrics: 9402 } as const;

/** Port that the webhook listens on. */
export const webhookPort = 10250;

/** Values of the chart. */
export function certManagerValues(context: AddonContext): HelmValues {
  const { multiZone } = context.environment;
  const placement = onSystemNodes(context);
  const from = (component: string) => ({ repository: context.image(image(component)).name });
  const replicated = {
    replicaCount: multiZone ? 2 : 1,
    podDisruptionBudget: multiZone ? { enabled: true, minAvailable: 1 } : { enabled: false },
    ...placement,
  };
  return {
    crds: { enabled: true, keep: true },
    // By default its leases lie in `kube-system`, with Roles of the chart there.
    global: { leaderElection: { namespace: context.namespace } },
    image: from('controller'),
    // The controller starts it where an issuer asks for an answer over HTTP.
    acmesolver: { image: from('acmesolver') },
    ...replicated,
    serviceAccount: { create: true, name: release },
    resources: containerResources('20m', '128Mi', '256Mi'),
    prometheus: { enabled: true, servicemonitor: { enabled: hasServiceMonitors(context), ...ownLabels } },
    webhook: {
      image: from('webhook'),
      ...replicated,
      securePort: webhookPort,
      serviceAccount: { create: true, name: `${release}-webhook` },
      resources: containerResources('20m', '64Mi', '128Mi'),
    },
    cainjector: {
      image: from('cainjector'),
      ...replicated,
      serviceAccount: { create: true, name: `${release}-cainjector` },
      resources: containerResources('20m', '256Mi', '512Mi'),
    },
    // A hook Job; what needs certificates retries until there are some.
    startupapicheck: { enabled: false },
  };
}
