import type { AddonDefinition } from '@espalier/model';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { externalDnsOptions, type ExternalDnsOptions } from './options.ts';
import { recordPolicy } from './policy.ts';
import { controller, externalDnsValues, release } from './values.ts';

export type { ExternalDnsOptions } from './options.ts';

/**
 * external-dns: writes the hosts of Ingresses of class `alb` to Route 53, as aliases of their load balancer. Hosts of
 * other classes are behind that load balancer and need no own record.
 *
 * A TXT record next to each record names its owner by the cluster's EKS name, so that two clusters never write the same one.
 */
export function externalDns(options: ExternalDnsOptions = {}): AddonDefinition {
  return {
    name: release,
    options: { given: options, schema: externalDnsOptions },
    namespace: 'kube-system',
    chart: {
      repository: 'https://kubernetes-sigs.github.io/external-dns',
      name: 'external-dns',
      version: '1.21.1',
      // Its one CRD is for records that people write by hand, which is not among its sources.
      skipCrds: true,
    },
    values: (context) => externalDnsValues(options, context),
    workloads: { controller: { ...controller, needs: { records: recordPolicy(options) } } },
    provides: { hostRecords: true },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
