import type { AddonDefinition } from '@espalier/model';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { scalingPolicy } from './policy.ts';
import { clusterAutoscalerValues, image, ports, release } from './values.ts';

/**
 * The Cluster Autoscaler: sizes managed node groups between their bounds by what pods ask for. Its image follows the
 * cluster's Kubernetes minor, since it simulates that version's scheduler.
 *
 * It finds the groups by the tags that EKS puts onto their Auto Scaling groups, and what nodes of an empty group would
 * be like by asking EKS for the group.
 */
export function clusterAutoscaler(): AddonDefinition {
  return {
    name: release,
    namespace: 'kube-system',
    chart: { repository: 'https://kubernetes.github.io/autoscaler', name: 'cluster-autoscaler', version: '9.59.0' },
    values: clusterAutoscalerValues,
    workloads: {
      autoscaler: {
        selector: { 'app.kubernetes.io/name': release, 'app.kubernetes.io/instance': release },
        serviceAccount: release,
        images: [image],
        ports,
        metricsPort: 'http',
        paths: [{ to: 'control-plane' }, { to: 'vpc-endpoints' }],
        needs: { scaling: scalingPolicy },
      },
    },
    requires: [{ crdGroup: monitoringGroup }],
  };
}
