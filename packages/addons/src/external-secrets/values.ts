import type { AddonContext, HelmValues } from '@espalier/model';
import { keptCrds } from '../charts/index.ts';
import { availability, containerResources, onSystemNodes, type PlatformWorkload } from '../pods/index.ts';
import { hasServiceMonitors, ownLabels } from '../prometheus-operator-crds/index.ts';
import { externalSecretsImage, webhookName, workloads } from './workloads.ts';

/** Values of the chart. */
export function externalSecretsValues(context: AddonContext): HelmValues {
  const placement = onSystemNodes(context);
  const common = (workload: PlatformWorkload) => {
    const { replicas, ...scheduling } = availability(workload, context);
    return {
      image: { repository: context.image(externalSecretsImage).name },
      replicaCount: replicas,
      ...scheduling,
      ...placement,
    };
  };
  return {
    ...common(workloads.controller),
    installCRDs: true,
    crds: { annotations: keptCrds, conversion: { enabled: false } },
    leaderElect: true,
    // Secrets are read through a SecretStore per namespace; features across namespaces are off.
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
      ...common(workloads.webhook),
      port: 10250,
      serviceAccount: { create: true, name: webhookName },
      resources: containerResources('20m', '96Mi'),
      metrics: { listen: { port: 8080 } },
      // The webhook stops if its certificate ends sooner than this; the next one is issued well before.
      lookaheadInterval: '2160h',
      // The certificate is a companion object.
      certManager: { enabled: true, addInjectorAnnotations: true, cert: { create: false } },
    },
    certController: { create: false },
  };
}
