import type { KubernetesObject, ResolvedNamespace } from '@espalier/model';

/** What all pods of an app namespace may request together. */
export function resourceQuota(
  { name, quota }: ResolvedNamespace,
  labels: Readonly<Record<string, string>>,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota', namespace: name, labels },
    spec: { hard: { pods: String(quota.pods), 'requests.cpu': quota.cpu, 'requests.memory': quota.memory } },
  };
}
