import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, appSelector, type TypedObject } from '../../objects/index.ts';

/**
 * How many pods may be away at once while nodes are rotated. None for an app that may run as a single pod, where a
 * budget would either block the rotation or say nothing. Pods that are not healthy are always let go: they would
 * hold a node for ever.
 */
export function podDisruptionBudget(app: ResolvedApp): readonly TypedObject<k8s.KubePodDisruptionBudgetProps>[] {
  if (app.replicas === undefined || app.replicas.min < 2) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: appMetadata(app),
      spec: {
        maxUnavailable: app.maxUnavailable,
        selector: { matchLabels: appSelector(app) },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    },
  ];
}
