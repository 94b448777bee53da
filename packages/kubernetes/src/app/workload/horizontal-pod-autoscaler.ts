import type { ResolvedApp } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import { appMetadata, type Plain, type TypedObject } from '../../objects/index.ts';
import { isScaled } from './replicas.ts';

/** The autoscaler of an app with a minimum and maximum number of pods; none if the number is fixed. */
export function horizontalPodAutoscaler(
  app: ResolvedApp,
): readonly TypedObject<k8s.KubeHorizontalPodAutoscalerV2Props>[] {
  const { replicas } = app;
  if (replicas === undefined || !isScaled(replicas)) return [];
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: appMetadata(app),
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: app.workload.kind === 'statefulSet' ? 'StatefulSet' : 'Deployment',
          name: app.name,
        },
        minReplicas: replicas.min,
        maxReplicas: replicas.max,
        // Kubernetes stores them in this order, memory first; another order would show as a difference.
        metrics: [...utilization('memory', replicas.memoryPercent), ...utilization('cpu', replicas.cpuPercent)],
      },
    },
  ];
}

function utilization(resource: 'cpu' | 'memory', percent: number | undefined): readonly Plain<k8s.MetricSpecV2>[] {
  if (percent === undefined) return [];
  const target = { type: 'Utilization', averageUtilization: percent };
  return [{ type: 'Resource', resource: { name: resource, target } }];
}
