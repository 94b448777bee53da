import type { KubernetesObject, ResolvedApp } from '@espalier/model';
import { appLabels, appSelector } from '../labels.ts';

/**
 * How many pods may be away at once while nodes are rotated. None for an app that may run as a single pod, where a
 * budget would either block the rotation or say nothing. Pods that are not healthy are always let go: they would
 * hold a node for ever.
 */
export function podDisruptionBudget(app: ResolvedApp): readonly KubernetesObject[] {
  if (app.replicas === undefined || app.replicas.min < 2) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app) },
      spec: {
        maxUnavailable: app.maxUnavailable,
        selector: { matchLabels: appSelector(app) },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    },
  ];
}
