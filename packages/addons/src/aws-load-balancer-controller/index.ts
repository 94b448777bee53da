import type { AddonDefinition } from '@espalier/model';
import { certManagerGroup, injectedCaBundles } from '../cert-manager/index.ts';
import { disruptionBudgets } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { awsLoadBalancerControllerValues, loadBalancerGroup } from './values.ts';
import { release, workloads } from './workloads.ts';

export { loadBalancerClass, loadBalancerGroup } from './values.ts';

/**
 * The AWS Load Balancer Controller: turns each Ingress of class `alb` into an ALB whose targets are pods. Its webhooks'
 * certificate is cert-manager's, since the chart would make up another with every render.
 *
 * It finds its VPC by the tag `Name`, `<platform>-<environment>`: the VPC's id is known to AWS alone, and the metadata
 * service of nodes, which it would ask otherwise, is out of reach of pods.
 *
 * Its CRDs stand in the chart's `crds/`, which takes no annotations: nothing but their finalizers keeps what they hold
 * when the addon is taken out, so the Ingresses go first.
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
