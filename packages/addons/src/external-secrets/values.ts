import type { AddonContext, HelmValues } from '@espalier/model';
import { containerResources } from '../container-resources.ts';
import { keptCrds } from '../kept-crds.ts';
import { hasServiceMonitors, ownLabels } from '../prometheus-operator-crds/index.ts';
import { onSystemNodes } from '../system-nodes.ts';

/** Name of the webhook's Service, of its certificate and of the Secret that holds it. */
export const webhookName = 'external-secrets-webhook';

export const externalSecretsImage = 'ghcr.io/external-secrets/external-secrets';

/** Values of the chart. */
export function externalSecretsValues(context: AddonContext): HelmValues {
  const placement = onSystemNodes(context);
  const everywhere = { image: { repository: context.image(externalSecretsImage).name }, ...placement };
  const replicaCount = context.environment.multiZone ? 2 : 1;
  return {
    ...everywhere,
    installCRDs: true,
    crds: { annotations: keptCrds, conversion: { enabled: false } },
    replicaCount,
    leaderElect: true,
    // Secrets are read through a SecretStore per namespace; what reaches across namespaces stays off.
    processClusterStore: false,
    processClusterExternalSecret: false,
    processClusterGenerator: false,
    processClusterPushSecret: false,
    processPushSecret: false,
    serviceAccount: { create: true, name: 'external-secrets' },
    resources: containerResources('50m', '256Mi'),
    metrics: { listen: { port: 8080 }, service: { port: 8080 } },
    serviceMonitor: { enabled: hasServiceMonitors(context), ...ownLabels, renderMode: 'alwaysRender' },
    webhook: {
      ...everywhere,
      replicaCount,
      port: 10250,
      serviceAccount: { create: true, name: webhookName },
      resources: containerResources('20m', '96Mi'),
      metrics: { listen: { port: 8080 } },
      // The webhook shuts down where its certificate ends sooner than this; the next one is issued well before.
      lookaheadInterval: '2160h',
      // The certificate is a companion object.
      certManager: { enabled: true, addInjectorAnnotations: true, cert: { create: false } },
    },
    certController: { create: false },
  };
}
