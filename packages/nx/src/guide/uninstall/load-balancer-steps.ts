import type { KubernetesObject } from '@espalier/model';
import type { Step } from '../step.ts';

/** Annotations in which the AWS Load Balancer Controller looks before it lets an Ingress or a Service go. */
const attributesOf = [
  'alb.ingress.kubernetes.io/load-balancer-attributes',
  'service.beta.kubernetes.io/aws-load-balancer-attributes',
];

const protection = 'deletion_protection.enabled=';

/**
 * Lifts the deletion protection of load balancers that go with these objects: while an object has it in an annotation,
 * the controller keeps its finalizer on. Protection in IngressClassParams it lifts by itself.
 *
 * @param before commands that wait until Argo CD no longer puts annotations back
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
      title: 'Lift the deletion protection of its load balancer',
      why: 'While the annotation says true, the AWS Load Balancer Controller refuses to delete it, and the object hangs on its finalizer.',
      commands: [...before, ...commands],
    },
  ];
}
