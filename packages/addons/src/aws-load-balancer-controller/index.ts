import type { AddonDefinition } from '@espalier/model';
import { certManagerGroup } from '../cert-manager/index.ts';
import { injectedCaBundles } from '../injected-ca-bundles.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { loadBalancerPolicy } from './policy.ts';
import { awsLoadBalancerControllerValues, image, loadBalancerGroup, ports, release } from './values.ts';

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
    workloads: {
      controller: {
        selector: { 'app.kubernetes.io/name': release, 'app.kubernetes.io/instance': release },
        serviceAccount: release,
        images: [image],
        ports,
        metricsPort: 'metrics',
        paths: [
          { to: 'control-plane' },
          { to: 'vpc-endpoints' },
          { to: 'public', hosts: ['acm.amazonaws.com', 'wafv2.amazonaws.com'] },
          // The Service's port is 443: only the API server calls it, and that reaches the pod's own port.
          { from: 'control-plane', port: 'webhook' },
        ],
        needs: { loadBalancers: loadBalancerPolicy },
      },
    },
    provides: { crdGroups: ['aga.k8s.aws', loadBalancerGroup, 'gateway.k8s.aws'] },
    requires: [{ crdGroup: certManagerGroup }, { crdGroup: monitoringGroup }],
    ignoreDifferences: injectedCaBundles,
  };
}
