import type { KubernetesObject, ResolvedCluster, ResolvedNamespace } from '@espalier/model';
import { withSyncOptions } from '../objects/index.ts';

/** The properties of a cluster that a Namespace depends on. */
export type NamespaceFacts = Pick<ResolvedCluster, 'kubernetesVersion'>;

/** A rolling update stops an old pod only after the load balancer has registered a new one. */
const readinessGate = { 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' };

/**
 * A Namespace that enforces its Pod Security Standard as the cluster's Kubernetes version defines it.
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function namespaceObject(
  namespace: ResolvedNamespace,
  { kubernetesVersion }: NamespaceFacts,
  labels: Readonly<Record<string, string>>,
): KubernetesObject {
  const { name, podSecurity } = namespace;
  const { level, reason } = podSecurity;
  const modes = ['enforce', 'audit', 'warn'].flatMap((mode): [string, string][] => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, `v${kubernetesVersion}`],
  ]);
  return withSyncOptions({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { ...labels, ...Object.fromEntries(modes), ...(holdsTargets(namespace) ? readinessGate : {}) },
      ...(level === 'restricted' || reason === undefined
        ? {}
        : { annotations: { 'espalier.dev/pod-security-reason': reason } }),
    },
  });
}

/** Whether pods of the namespace are targets of a load balancer: only then the policies allow its requests. */
function holdsTargets({ paths }: ResolvedNamespace): boolean {
  return paths.some(({ ingress }) => ingress.some((path) => path.class === 'load-balancer'));
}
