import type { KubernetesObject } from '@espalier/model';
import type { Step } from '../step.ts';

/** Annotations that the AWS Load Balancer Controller reads before it releases an Ingress or a Service. */
const attributesOf = [
  'alb.ingress.kubernetes.io/load-balancer-attributes',
  'service.beta.kubernetes.io/aws-load-balancer-attributes',
];

const protection = 'deletion_protection.enabled=';

/**
 * Removes the deletion protection of these objects' load balancers: while an object has it in an annotation, the
 * controller keeps its finalizer. The controller itself removes protection that is set in IngressClassParams.
 *
 * @param before commands that wait until Argo CD no longer restores annotations
 * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/model_builder.go
 */
export function loadBalancerSteps(
  objects: readonly KubernetesObject[],
  before: readonly string[] = [],
): readonly Step[] {
  const commands = objects.flatMap(({ kind, metadata: { name, namespace, annotations = {} } }) =>
    attributesOf.flatMap((annotation) => {
      const attributes = annotations[annotation];
      if (attributes?.includes(`${protection}true`) !== true) return [];
      const lifted = attributes.replace(`${protection}true`, `${protection}false`);
      return [
        `kubectl --namespace ${namespace ?? 'default'} annotate ${kind.toLowerCase()} ${name} --overwrite '${annotation}=${lifted}'`,
      ];
    }),
  );
  if (commands.length === 0) return [];
  return [
    {
      title: 'Remove the deletion protection of its load balancer',
      why: 'While the annotation is true, the AWS Load Balancer Controller refuses to delete it, and its finalizer blocks the object.',
      commands: [...before, ...commands],
    },
  ];
}
