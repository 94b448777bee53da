import type { AddonDefinition } from '@espalier/model';
import { certManagerGroup, injectedCaBundles } from '../cert-manager/index.ts';
import { disruptionBudgets } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { awsLoadBalancerControllerValues, loadBalancerGroup } from './values.ts';
import { release, workloads } from './workloads.ts';

export { loadBalancerClass, loadBalancerGroup } from './values.ts';

/**
 * The AWS Load Balancer Controller: turns each Ingress of class `alb` into an ALB with pods as targets. cert-manager
 * issues its webhooks' certificate, since the chart would generate a new one at every render.
 *
 * It finds its VPC by the tag `Name`, `<platform>-<environment>`: only AWS knows the VPC's id, and pods have no access
 * to the metadata service of nodes.
 *
 * Its CRDs are in the chart's `crds/`, which supports no annotations. Only finalizers protect their objects: delete the
 * Ingresses before the addon.
 */
export function awsLoadBalancerController(): AddonDefinition {
  return {
    name: release,
    namespace: 'kube-system',
    chart: { repository: 'https://aws.github.io/eks-charts', name: 'aws-load-balancer-controller', version: '3.5.0' },
    values: awsLoadBalancerControllerValues,
    objects: (context) => disruptionBudgets(workloads, context),
    workloads,
    provides: { crdGroups: ['aga.k8s.aws', loadBalancerGroup, 'gateway.k8s.aws'] },
    requires: [{ crdGroup: certManagerGroup }, { crdGroup: monitoringGroup }],
    ignoreDifferences: injectedCaBundles,
  };
}
