import type { KubernetesObject, ResolvedNamespace } from '@espalier/model';
import { withSyncOptions } from '../objects/sync-options.ts';

/**
 * A Namespace that enforces its Pod Security Standard as the cluster's Kubernetes version defines it.
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function namespaceObject(
  { name, podSecurity: { level, reason } }: ResolvedNamespace,
  kubernetesVersion: string,
  labels: Readonly<Record<string, string>>,
): KubernetesObject {
  const modes = ['enforce', 'audit', 'warn'].flatMap((mode): [string, string][] => [
    [`pod-security.kubernetes.io/${mode}`, level],
    [`pod-security.kubernetes.io/${mode}-version`, `v${kubernetesVersion}`],
  ]);
  return withSyncOptions({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: { ...labels, ...Object.fromEntries(modes) },
      ...(level === 'restricted' || reason === undefined
        ? {}
        : { annotations: { 'espalier.dev/pod-security-reason': reason } }),
    },
  });
}
