import type { AddonContext, KubernetesObject } from '@espalier/model';
import { replicasOf, type PlatformWorkload } from './platform-workload.ts';

/**
 * A PodDisruptionBudget for each workload of several pods: a rotation of nodes takes one at a time. Pods that are not
 * healthy are always let go, since they would hold a node for ever. A single pod has none, where a budget would block the
 * rotation or say nothing.
 *
 * They are objects of the addon's own and not the chart's, whose budgets differ and mostly hold pods that are not healthy.
 */
export function disruptionBudgets(
  workloads: Readonly<Record<string, PlatformWorkload>>,
  context: AddonContext,
): readonly KubernetesObject[] {
  return Object.values(workloads)
    .filter((workload) => workload.hasBudget !== true && replicasOf(workload, context) > 1)
    .map(({ serviceAccount, selector }) => ({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: serviceAccount, namespace: context.namespace },
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: selector } },
    }));
}
