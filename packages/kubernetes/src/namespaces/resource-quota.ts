import type { ResolvedNamespace } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { TypedObject } from '../objects/index.ts';

/** The quota of an app namespace: the sum of the requests of its pods. */
export function resourceQuota(
  { name, quota }: ResolvedNamespace,
  labels: Readonly<Record<string, string>>,
): TypedObject<k8s.KubeResourceQuotaProps> {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota', namespace: name, labels },
    spec: { hard: { pods: String(quota.pods), 'requests.cpu': quota.cpu, 'requests.memory': quota.memory } },
  };
}
