import type { KubernetesObject, ResolvedSecretStore } from '@espalier/model';
import { withSyncOptions } from '../objects/index.ts';

/**
 * Reads Secrets Manager as the store's ServiceAccount. Its role may read only the secrets of its namespace.
 * https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export function secretStore(
  { name, region, serviceAccount }: ResolvedSecretStore,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): KubernetesObject {
  const auth = { jwt: { serviceAccountRef: { name: serviceAccount } } };
  return withSyncOptions({
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata: { name, namespace, labels },
    spec: { provider: { aws: { service: 'SecretsManager', region, auth } } },
  });
}
