import { names, type KubernetesObject } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { TypedObject } from '../objects/index.ts';

/**
 * Priorities of the platform's own workloads. Apps have none, which means 0; the classes `system-node-critical` and
 * `system-cluster-critical` have two thousand million.
 *
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export function priorityClasses(labels: Readonly<Record<string, string>>): readonly KubernetesObject[] {
  const { agents, services } = names.priorityClasses;
  return [
    priorityClass(agents, 1_000_000, 'Agents of the platform, which have to fit onto every node.', labels),
    priorityClass(services, 900_000, 'Controllers and services of the platform.', labels),
  ];
}

function priorityClass(
  name: string,
  value: number,
  description: string,
  labels: Readonly<Record<string, string>>,
): TypedObject<k8s.KubePriorityClassProps> {
  return {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name, labels },
    value,
    globalDefault: false,
    preemptionPolicy: 'PreemptLowerPriority',
    description,
  };
}
