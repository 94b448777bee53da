import type { AddonContext, KubernetesObject } from '@espalier/model';
import { replicasOf, type PlatformWorkload } from './platform-workload.ts';

/**
 * A PodDisruptionBudget for each workload with several pods: a node rotation evicts one pod at a time. Unhealthy pods
 * can always be evicted, since they would block a node forever. A single pod has none: a budget would block the
 * rotation or have no effect.
 *
 * They are companion objects of the addon, since the charts' budgets differ and mostly protect unhealthy pods.
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
