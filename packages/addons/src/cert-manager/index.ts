import type { AddonDefinition } from '@espalier/model';
import { disruptionBudgets } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { injectedCaBundles } from './injected-ca-bundles.ts';
import { internalAuthority } from './internal-authority.ts';
import { certManagerGroup } from './server-certificate.ts';
import { certManagerValues } from './values.ts';
import { release, workloads } from './workloads.ts';

export { injectedCaBundles } from './injected-ca-bundles.ts';
export { certManagerGroup, hasCertManager, internalIssuer, serverCertificate } from './server-certificate.ts';

/**
 * cert-manager, with the ClusterIssuer `internal-ca`: the cluster's own certificate authority. The API server trusts
 * its certificates for the webhooks of addons. Browsers get certificates from ACM, at the ALB.
 *
 * The chart has no value for annotations of its CRDs, and Argo CD reads `crds.keep`, which is Helm's own annotation,
 * only when it deletes the Application. Argo CD prunes a CRD that the chart no longer renders, with every object of its
 * kind: check the CRDs of an upgrade before you merge it.
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
    objects: (context) => [...internalAuthority(context), ...disruptionBudgets(workloads, context)],
    workloads,
    provides: { crdGroups: [certManagerGroup, 'acme.cert-manager.io'] },
    requires: [{ crdGroup: monitoringGroup }],
    ignoreDifferences: injectedCaBundles,
  };
}
