import type { AddonDefinition } from '@espalier/model';
import { disruptionBudgets } from '../pods/index.ts';
import { monitoringGroup } from '../prometheus-operator-crds/index.ts';
import { clusterAutoscalerValues } from './values.ts';
import { release, workloads } from './workloads.ts';

/**
 * The Cluster Autoscaler: sizes managed node groups between their bounds by the requests of pods. Its image follows the
 * cluster's Kubernetes minor, since it simulates that version's scheduler.
 *
 * It finds the groups by EKS' tags on their Auto Scaling groups. For an empty group, it gets the nodes' properties from
 * EKS.
 */
export function clusterAutoscaler(): AddonDefinition {
  return {
    name: release,
    namespace: 'kube-system',
    chart: { repository: 'https://kubernetes.github.io/autoscaler', name: 'cluster-autoscaler', version: '9.59.0' },
    values: clusterAutoscalerValues,
    objects: (context) => disruptionBudgets(workloads, context),
    workloads,
    requires: [{ crdGroup: monitoringGroup }],
  };
}
