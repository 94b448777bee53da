import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, appSelector, type TypedObject } from '../../objects/index.ts';

/**
 * The number of pods that may be unavailable at once during node rotation. An app that may run as a single pod has no
 * budget: it would either block the rotation or have no effect. Unhealthy pods can always be evicted, since they would
 * block a node forever.
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
