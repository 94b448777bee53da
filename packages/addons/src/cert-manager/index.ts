import type { AddonDefinition, AddonWorkload } from '@espalier/model';
import { injectedCaBundles } from '../injected-ca-bundles.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { internalAuthority } from './internal-authority.ts';
import { certManagerGroup } from './server-certificate.ts';
import { certManagerValues, image, ports, release, webhookPort } from './values.ts';

export { certManagerGroup, hasCertManager, internalIssuer, serverCertificate } from './server-certificate.ts';

/**
 * cert-manager, with the ClusterIssuer `internal-ca`: an authority of the cluster's own, whose certificates the API
 * server trusts where webhooks of other addons serve them. Certificates that browsers see are ACM's, at the ALB.
 *
 * Its CRDs are kept by `crds.keep` when the chart stops to render them; the chart has no value for annotations of CRDs.
 */
export function certManager(): AddonDefinition {
  return {
    name: release,
    namespace: 'cert-manager',
    chart: {
      repository: 'quay.io/jetstack/charts',
      name: 'cert-manager',
      version: 'v1.21.1',
      kubernetes: '>=1.22.0-0',
    },
    values: certManagerValues,
    objects: internalAuthority,
    workloads: {
      controller: { ...component('controller', 'cert-manager', release), paths: [{ to: 'control-plane' }] },
      webhook: {
        ...component('webhook', 'webhook', `${release}-webhook`),
        ports: { ...ports, webhook: webhookPort },
        // The Service's port is 443: only the API server calls it, and that reaches the pod's own port.
        paths: [{ to: 'control-plane' }, { from: 'control-plane', port: 'webhook' }],
      },
      cainjector: {
        ...component('cainjector', 'cainjector', `${release}-cainjector`),
        paths: [{ to: 'control-plane' }],
      },
    },
    provides: { crdGroups: [certManagerGroup, 'acme.cert-manager.io'] },
    requires: [{ crdGroup: monitoringGroup }],
    ignoreDifferences: injectedCaBundles,
  };
}

function component(name: string, label: string, serviceAccount: string): Omit<AddonWorkload, 'paths'> {
  return {
    selector: {
      'app.kubernetes.io/name': label,
      'app.kubernetes.io/instance': release,
      'app.kubernetes.io/component': name,
    },
    serviceAccount,
    images: [image(name)],
    ports,
    metricsPort: 'metrics',
  };
}
