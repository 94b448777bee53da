import type { KubernetesObject, ResolvedApp } from '@espalier/model';
import { appLabels } from '../labels.ts';
import { isScaled } from './fixed-replicas.ts';

/** The autoscaler of an app whose number of pods has bounds; none where it is fixed. */
export function horizontalPodAutoscaler(app: ResolvedApp): readonly KubernetesObject[] {
  const { replicas } = app;
  if (replicas === undefined || !isScaled(replicas)) return [];
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app) },
      spec: {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: app.workload.kind === 'statefulSet' ? 'StatefulSet' : 'Deployment',
          name: app.name,
        },
        minReplicas: replicas.min,
        maxReplicas: replicas.max,
        // Kubernetes keeps them in this order, memory first, and would seem to differ in another.
        metrics: [...utilization('memory', replicas.memoryPercent), ...utilization('cpu', replicas.cpuPercent)],
      },
    },
  ];
}

function utilization(resource: 'cpu' | 'memory', percent: number | undefined): readonly object[] {
  if (percent === undefined) return [];
  const target = { type: 'Utilization', averageUtilization: percent };
  return [{ type: 'Resource', resource: { name: resource, target } }];
}
