import type { ResolvedNamespace } from '@espalier/model';
import type { k8s } from 'cdk8s-plus-29';
import type { TypedObject } from '../objects/index.ts';

/**
 * The default resources of containers in an app namespace. Apps always set theirs. Without these defaults, the quota
 * would refuse the pods of operators and of `kubectl debug`.
 */
export function limitRange(
  { name }: ResolvedNamespace,
  labels: Readonly<Record<string, string>>,
): TypedObject<k8s.KubeLimitRangeProps> {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'defaults', namespace: name, labels },
    spec: {
      limits: [{ type: 'Container', default: { memory: '256Mi' }, defaultRequest: { cpu: '100m', memory: '256Mi' } }],
    },
  };
}
