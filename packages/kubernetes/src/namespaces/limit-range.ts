import type { KubernetesObject, ResolvedNamespace } from '@espalier/model';

/**
 * What a container of an app namespace gets that names no resources. Apps always name theirs; without this, the quota
 * would refuse the pods of operators and of `kubectl debug`.
 */
export function limitRange({ name }: ResolvedNamespace, labels: Readonly<Record<string, string>>): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'defaults', namespace: name, labels },
    spec: {
      limits: [{ type: 'Container', default: { memory: '256Mi' }, defaultRequest: { cpu: '100m', memory: '256Mi' } }],
    },
  };
}
